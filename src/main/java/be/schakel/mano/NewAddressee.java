package be.schakel.mano;

import be.schakel.edge.SchemaName;

/**
 * Another parket has the report from now on, since the family moved.
 *
 * @param addressee its code
 */
@SchemaName("ParketReportTransfer")
public record NewAddressee(String addressee, String reason) {}

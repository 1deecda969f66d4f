package be.schakel.audit;

import be.schakel.edge.Public;
import be.schakel.ledger.PublicLog;
import java.util.List;

/** The epochs of the log, the first one first. */
@Public
public record EpochList(List<PublicLog.Epoch> epochs) {}

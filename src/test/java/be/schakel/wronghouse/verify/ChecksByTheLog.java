package be.schakel.wronghouse.verify;

import be.schakel.wronghouse.ledger.KnowsReports;

/** Believes what it should check. */
public final class ChecksByTheLog {
  KnowsReports log;
}

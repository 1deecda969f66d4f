package be.schakel.wronghouse.ledger;

import be.schakel.wronghouse.referral.Report;

/** Stands low and looks up. */
public final class KnowsReports {
  Report report;
}

package be.schakel.wronghouse.problem;

import be.schakel.wronghouse.referral.Report;

/** A leaf that uses a room. */
public final class KnowsReports {
  Report report;
}

package be.schakel.wronghouse.referral;

/** What stands high in this house. */
public final class Report {}

package be.schakel.vocabulary;

/** Where a consent stands (disclosure policy 5.4). */
public enum ConsentStatus {
  ACTIVE,
  REFUSED,
  WITHDRAWN,
  EXPIRED,
  SUPERSEDED,
  PENDING_CHILD_CONFIRMATION
}

package be.schakel.vocabulary;

/** What became of a submitter's request to stop what it asked for. */
public enum CancellationState {
  REQUESTED,
  ACCEPTED,
  REFUSED
}

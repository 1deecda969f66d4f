package be.schakel.policy;

/** How far a child is on its way to deciding itself (disclosure policy 5.4). */
public enum Stage {
  UNBORN,
  /** Its parents or its guardian decide. */
  CHILD,
  /** From the age at which it decides itself until it is of age. */
  YOUTH
}

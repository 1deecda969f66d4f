package be.schakel.partner;

import java.util.Objects;

/**
 * The person who acts for a partner, as the partner asserts it: identifier (INSZ or RIZIV number),
 * name and role.
 *
 * <p>Professionals are asserted, not registered; a role is a lower-case word and an unknown one
 * gets no role-bound right.
 */
public record Professional(String id, String name, String role) {

  /** Unattended work: no person. */
  public static final Professional SYSTEM = new Professional("", "", "system");

  public Professional {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(role);
  }
}

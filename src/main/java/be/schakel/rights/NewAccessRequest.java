package be.schakel.rights;

import be.schakel.edge.SchemaName;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A request for access, as the centre registers it.
 *
 * @param child key or id of the child that it is about
 * @param language of the letter, as a tag; none: that of the asker on record, else Dutch
 * @param requestedOn the day it reached the centre, Europe/Brussels; none: today
 */
@SchemaName("NewAccessRequest")
public record NewAccessRequest(
    String child,
    Who applicant,
    Identity identity,
    Optional<String> language,
    Optional<LocalDate> requestedOn) {

  /**
   * Who asks.
   *
   * @param person for a parent: the key of this person in the report
   * @param name for a trusted person: who it is
   * @param why for a trusted person: how it came to act for the child
   */
  public record Who(
      Applicant kind, Optional<String> person, Optional<String> name, Optional<String> why) {}

  /** How the centre made sure who asks. */
  public record Identity(IdentityCheck how, LocalDate checkedOn, Optional<String> note) {}
}

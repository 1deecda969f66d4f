package be.schakel.referral;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** What a report says about all its children together, as it is sealed with all their keys. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Shared(
    List<Submission.Person> persons,
    Optional<String> facts,
    Optional<Submission.Contact> contact,
    Optional<Submission.BusinessIdentifier> yourReference,
    Optional<ManoDocument> mano) {

  static final Shared ERASED =
      new Shared(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static Shared of(Submission submission) {
    return new Shared(
        submission.persons(),
        submission.facts(),
        submission.contact(),
        submission.yourReference(),
        submission.mano());
  }
}

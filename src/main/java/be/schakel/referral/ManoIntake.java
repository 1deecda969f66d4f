package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a request to investigate societal necessity so that it can be found and is not
 * forgotten; nothing of any other report.
 *
 * @param judicialFile keyed hash of the number of the parket's file
 * @param admissibilityDue by when a person says whether it is admissible
 */
record ManoIntake(Optional<byte[]> judicialFile, Optional<LocalDate> admissibilityDue) {

  static ManoIntake of(Submission submission, Keys keys, Policies policies, Instant now) {
    if (submission.type() != ReferralType.MANO) {
      return new ManoIntake(Optional.empty(), Optional.empty());
    }
    var received = submission.receivedAt().map(OffsetDateTime::toInstant).orElse(now);
    var terms = (received.equals(now) ? policies.current() : policies.at(received)).manoTerms();
    return new ManoIntake(
        submission
            .mano()
            .flatMap(ManoDocument::prosecutorReference)
            .map(reference -> judicialFile(keys, reference)),
        Optional.of(WorkingDays.after(terms.admissibilityDays(), WorkingDays.dayOf(received))));
  }

  /** The keyed hash by which a judicial file is found. */
  static byte[] judicialFile(Keys keys, String reference) {
    return keys.keyedHash("judicial-file", List.of(reference));
  }
}

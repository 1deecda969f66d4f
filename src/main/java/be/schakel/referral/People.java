package be.schakel.referral;

import be.schakel.vault.Keys;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.PartialDate;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * How people are found without a readable copy of who they are: keyed hashes of the INSZ, else of
 * normalised name and birth date (NFD, letters only, lower case).
 */
record People(Keys keys) {

  private static final String USE = "person";

  /**
   * How one child is found.
   *
   * @param person the hash to find it by first; none where too little is known
   * @param alias the hash of name and birth date, where an INSZ is known too: it joins the two
   */
  record Hashes(Optional<byte[]> person, Optional<byte[]> alias) {}

  Hashes of(Submission.Child child) {
    var byNumber = child.insz().map(this::byInsz);
    var byName = byName(child);
    return byNumber.isPresent()
        ? new Hashes(byNumber, byName)
        : new Hashes(byName, Optional.empty());
  }

  byte[] byInsz(String insz) {
    return keys.keyedHash(USE, List.of("insz", new Insz(insz).value()));
  }

  /**
   * What the log calls a child: its hash, or where nothing is known a hash of this one report's
   * child.
   */
  String pseudonym(Hashes hashes, UUID child) {
    var hash =
        hashes.person().orElseGet(() -> keys.keyedHash(USE, List.of("child", child.toString())));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private Optional<byte[]> byName(Submission.Child child) {
    return byName(
        child.familyName().orElse(""),
        child.givenNames().stream().findFirst().orElse(""),
        child.birthDate().flatMap(PartialDate::day));
  }

  /** Empty where too little is known to mean one child. */
  Optional<byte[]> byName(String family, String given, Optional<LocalDate> birthDate) {
    var familyName = letters(family);
    var givenName = letters(given);
    // A question mark is no name: everybody who is called so would be one child
    if (familyName.isEmpty() || givenName.isEmpty() || birthDate.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        keys.keyedHash(USE, List.of("name", familyName, givenName, birthDate.get().toString())));
  }

  static String letters(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}]", "")
        .toLowerCase(Locale.ROOT);
  }
}

package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.DemoKeys;
import be.schakel.vault.Keys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {

  private static final UUID ID = new UUID(1, 2);

  @TempDir static Path directory;
  private static People people;

  @BeforeAll
  static void keys() throws Exception {
    DemoKeys.prepare(directory, Instant.parse("2026-11-21T09:00:00Z"));
    people = new People(new Keys(directory.resolve("keys.p12"), "changeit", "demo"));
  }

  @ParameterizedTest
  @CsvSource({
    "Proef, proef",
    "PROEF, proef",
    "Proéf, proef",
    "O'Neil-Prœf, oneilprœf",
    "van der  Proef, vanderproef",
    "Çelik, celik",
    "Müller, muller",
    "Proef 2, proef",
    "Владимир, владимир"
  })
  void namesAreComparedByTheirLettersAlone(String name, String letters) {
    assertEquals(letters, People.letters(name));
  }

  @Test
  void composedAndDecomposedAccentsAreTheSame() {
    assertEquals(People.letters("Ren\u00e9e"), People.letters("Rene\u0301e"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15231500154", "15.23.15-001.54", "15 23 15 001 54", "152315-001-54"})
  void numberIsTheSameHoweverItIsWritten(String written) {
    assertArrayEquals(people.byInsz("15231500154"), people.byInsz(written));
  }

  @Test
  void childIsFoundByItsNumberAndJoinedByItsName() {
    var numbered = people.of(child("'15231500154'", "'Proef'", "['Noor']", "'2015-03-15'"));
    var named = people.of(child("", "'PROËF'", "['noor', 'An']", "'2015-03-15'"));
    assertArrayEquals(people.byInsz("15231500154"), numbered.person().orElseThrow());
    assertArrayEquals(named.person().orElseThrow(), numbered.alias().orElseThrow());
    assertTrue(named.alias().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "'Proefs', ['Noor'], '2015-03-15'",
        "'Proef', ['Noortje'], '2015-03-15'",
        "'Proef', ['Noor'], '2015-03-16'",
        "'ProefN', ['oor'], '2015-03-15'"
      })
  void otherNameOrOtherBirthDateIsSomebodyElse(String family, String given, String birthDate) {
    var noor = people.of(child("", "'Proef'", "['Noor']", "'2015-03-15'")).person().orElseThrow();
    var other = people.of(child("", family, given, birthDate)).person().orElseThrow();
    assertFalse(Arrays.equals(noor, other));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, ['Noor'], '2015-03-15'",
        "'Proef', [], '2015-03-15'",
        "'Proef', ['Noor'], ``",
        "'Proef', ['Noor'], '2015-03'",
        "'Proef', ['Noor'], '2015-02-30'",
        "'…', ['Noor'], '2015-03-15'",
        "'Proef', ['?'], '2015-03-15'"
      })
  void whoIsHalfKnownIsNobodyElse(String family, String given, String birthDate) {
    var hashes = people.of(child("", family, given, birthDate));
    assertTrue(hashes.person().isEmpty());
    assertTrue(hashes.alias().isEmpty());
  }

  @Test
  void pseudonymIsTheSameInEveryReportOfTheSameChild() {
    var one = people.of(child("'15231500154'", "'Proef'", "['Noor']", "'2015-03-15'"));
    var other = people.of(child("'15.23.15-001.54'", "", "[]", ""));
    assertEquals(people.pseudonym(one, ID), people.pseudonym(other, new UUID(3, 4)));
    assertFalse(people.pseudonym(one, ID).contains("15231500154"));
  }

  @Test
  void unknownChildHasAPseudonymOfItsOwn() {
    var unknown = people.of(child("", "", "[]", ""));
    assertEquals(people.pseudonym(unknown, ID), people.pseudonym(unknown, ID));
    assertNotEquals(people.pseudonym(unknown, ID), people.pseudonym(unknown, new UUID(3, 4)));
  }

  private static Submission.Child child(
      String insz, String family, String given, String birthDate) {
    var report = Reports.whole().without("/children/0/insz").without("/children/0/familyName");
    report.without("/children/0/birthDate").with("/children/0/givenNames", given);
    if (!insz.isEmpty()) {
      report.with("/children/0/insz", insz);
    }
    if (!family.isEmpty()) {
      report.with("/children/0/familyName", family);
    }
    if (!birthDate.isEmpty()) {
      report.with("/children/0/birthDate", birthDate);
    }
    return report.report().children().get(0);
  }
}

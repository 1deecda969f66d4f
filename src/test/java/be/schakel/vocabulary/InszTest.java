package be.schakel.vocabulary;

import static be.schakel.vocabulary.Insz.Finding.BIRTH_DATE_MISMATCH;
import static be.schakel.vocabulary.Insz.Finding.CHECKSUM;
import static be.schakel.vocabulary.Insz.Finding.FORMAT;
import static be.schakel.vocabulary.Insz.Finding.GENDER_MISMATCH;
import static be.schakel.vocabulary.Insz.Finding.IMPOSSIBLE_DATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InszTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @ParameterizedTest(name = "{0} holds {1} {2}")
  @CsvSource({
    "85073003328, 1985-07-30, MALE",
    "17073003384, 2017-07-30, MALE",
    "98472899765, 1998-07-28, MALE",
    "01490700185, 2001-09-07, MALE",
    "15000000152, , MALE",
    "00000100195, , MALE",
    "00000100166, , MALE",
    "15231500154, 2015-03-15,",
    "15431500296, 2015-03-15, FEMALE",
    "14123100257, 2014-12-31, FEMALE",
    "20022900177, 2020-02-29, MALE",
  })
  void aSoundNumberHasNoRemarks(String digits, LocalDate birthDate, Gender gender) {
    var insz = new Insz(digits);
    assertEquals(Set.of(), insz.findings(TODAY));
    assertEquals(Optional.ofNullable(birthDate), insz.birthDate());
    assertEquals(Optional.ofNullable(gender), insz.gender());
  }

  @Test
  void aWrongChecksumIsARemark() {
    assertEquals(Set.of(CHECKSUM), new Insz("12345678901").findings(TODAY));
    assertEquals(Set.of(CHECKSUM), new Insz("15231500155").findings(TODAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"15350012378", "15550012324"})
  void aMonthThatCannotBeIsARemark(String digits) {
    assertEquals(Set.of(IMPOSSIBLE_DATE), new Insz(digits).findings(TODAY));
  }

  @Test
  void aDayThatCannotBeIsARemark() {
    assertEquals(Set.of(IMPOSSIBLE_DATE), withChecksum("200230001", 2000).findings(TODAY));
    assertEquals(Set.of(IMPOSSIBLE_DATE), withChecksum("190229001", 2000).findings(TODAY));
  }

  @Test
  void aChildCannotBeBornTomorrow() {
    var tomorrow = withChecksum("261122001", 2000);
    assertEquals(Set.of(IMPOSSIBLE_DATE), tomorrow.findings(TODAY));
    assertEquals(Set.of(), tomorrow.findings(TODAY.plusDays(1)));
  }

  @Test
  void unknownDaysAndExhaustedCountersAreNoRemark() {
    assertEquals(Set.of(), withChecksum("150300001", 2000).findings(TODAY));
    assertEquals(Set.of(), withChecksum("150045001", 2000).findings(TODAY));
    assertEquals(Set.of(), withChecksum("152000001", 2000).findings(TODAY));
    assertEquals(Set.of(), withChecksum("154000001", 2000).findings(TODAY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1523150015", "152315001544", "1523150015A", "١٥٢٣١٥٠٠١٥٤"})
  void whatIsNotElevenDigitsIsARemark(String given) {
    var insz = new Insz(given);
    assertEquals(Set.of(FORMAT), insz.findings(TODAY));
    assertEquals(Set.of(), insz.against(TODAY));
    assertEquals(Set.of(), insz.against(Gender.MALE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"15.23.15-001.54", "15 23 15 001 54", " 152315-001/54\t", "15‑23‑15 00154"})
  void punctuationMakesNoDifference(String given) {
    assertEquals(new Insz("15231500154"), new Insz(given));
    assertEquals("15231500154", new Insz(given).value());
  }

  @Test
  void anotherBirthDateIsARemark() {
    var insz = new Insz("15231500154");
    assertEquals(Set.of(), insz.against(LocalDate.of(2015, 3, 15)));
    assertEquals(Set.of(BIRTH_DATE_MISMATCH), insz.against(LocalDate.of(2015, 3, 16)));
    assertEquals(Set.of(BIRTH_DATE_MISMATCH), insz.against(LocalDate.of(1915, 3, 15)));
  }

  @Test
  void anIncompleteDateIsNotCompared() {
    assertEquals(Set.of(), new Insz("15000000152").against(LocalDate.of(1999, 1, 1)));
    assertEquals(Set.of(), withChecksum("150300001", 2000).against(LocalDate.of(1999, 1, 1)));
  }

  @Test
  void aNumberWithAMistakeIsNotCompared() {
    assertEquals(Set.of(), new Insz("12345678901").against(LocalDate.of(2015, 3, 15)));
    assertEquals(Set.of(), new Insz("12345678901").against(Gender.FEMALE));
    assertEquals(Set.of(), new Insz("15350012378").against(Gender.FEMALE));
  }

  @Test
  void aChecksumIsNeverRightForBothCenturies() {
    for (var serial = 1; serial < 999; serial++) {
      var nine = "100504" + String.format("%03d", serial);
      assertNotEquals(withChecksum(nine, 1900), withChecksum(nine, 2000));
    }
  }

  @Test
  void anotherGenderIsARemark() {
    var female = new Insz("15431500296");
    assertEquals(Set.of(GENDER_MISMATCH), female.against(Gender.MALE));
    assertEquals(Set.of(), female.against(Gender.FEMALE));
    assertEquals(Set.of(), female.against(Gender.OTHER));
    assertEquals(Set.of(), female.against(Gender.UNKNOWN));
  }

  @Test
  void aNumberIssuedWithoutGenderIsNotCompared() {
    assertEquals(Set.of(), new Insz("15231500154").against(Gender.FEMALE));
  }

  @Test
  void theNumberStaysOutOfMessages() {
    assertFalse(new Insz("15231500154").toString().contains("15231500154"));
  }

  private static Insz withChecksum(String nine, int century) {
    var number = Long.parseLong((century == 2000 ? "2" : "") + nine);
    return new Insz(nine + String.format("%02d", 97 - number % 97));
  }
}

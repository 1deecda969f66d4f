package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of caregivers and organisations, as people write them. */
class RegisterNumberTest {

  @ParameterizedTest
  @CsvSource({
    "NIHDI, 1-23456-12-004, 12345612004, false",
    // 97 - 123456 mod 97 = 97 - 72, and 89 - 123456 mod 89 = 89 - 13
    "NIHDI, 1-23456-25-004, 12345625004, true",
    "NIHDI, 1 23456 76 004, 12345676004, true",
    "NIHDI, 12345625, 12345625, true",
    "NIHDI, 123456250, 123456250, false",
    // A multiple of 97 has 97, not 00
    "NIHDI, 0-00097-97, 00009797, true",
    "NIHDI, 0-00097-00, 00009700, false",
    "NIHDI, 1-2345x-25-004, 12345x25004, false",
    "NIHDI, '', '', false",
    "CBE, 0428.759.497, 0428759497, true",
    "CBE, BE 0403.019.261, 0403019261, true",
    "CBE, be316380841, 0316380841, true",
    "CBE, 0425222333, 0425222333, false",
    "CBE, 2428759497, 2428759497, false",
    "CBE, 04287594970, 04287594970, false"
  })
  void numberIsReadWithoutItsSignsAndItsDigitsAreChecked(
      RegisterNumber register, String given, String plain, boolean holds) {
    assertEquals(plain, register.plain(given));
    assertEquals(holds, register.holds(plain));
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi, NIHDI, true",
    "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi-organization, NIHDI, true",
    "https://www.ehealth.fgov.be/standards/fhir/NamingSystem/nihdi, NIHDI, false",
    "urn:oid:2.16.840.1.113883.3.6777.5.2, NIHDI, false",
    "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/cbe, CBE, true",
    "https://www.ehealth.fgov.be/standards/fhir/NamingSystem/cbe, CBE, false",
    "urn:oid:2.16.840.1.113883.3.6777.5.5, CBE, false"
  })
  void systemIsKnownByItsNamesOfTodayAndBefore(
      String system, RegisterNumber register, boolean current) {
    assertEquals(Optional.of(register), RegisterNumber.of(system));
    assertEquals(current, register.isCurrent(system));
  }

  @Test
  void otherSystemsAreNone() {
    assertEquals(
        Optional.empty(),
        RegisterNumber.of("https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin"));
  }
}

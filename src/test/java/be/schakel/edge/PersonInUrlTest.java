package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonInUrlTest {

  private static final String LIST = "/api/referrals";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identifier=15231500154",
        "identifier=15.23.15-001.54",
        "identifier=https://uz-proef.example/referrals|15231500154",
        "identifier=https%3A%2F%2Fuz-proef.example%2Freferrals%7C15231500154",
        "identifier=https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin|1",
        "identifier=urn:oid:2.16.840.1.113883.3.6777.5.1|x",
        "cursor=85.07.30-033+28",
        "status=RECEIVED&x=%38%35073003328",
        "insz=1",
        "INSZ=1",
        "ssin:exact=1",
        "patient.identifier=abc",
        "subject:Patient.identifier=abc",
        "patient:identifier=abc",
        "for.identifier=abc",
        "_has:x:subject:Patient.identifier:exact=abc",
        "x=a,85073003328",
        "identifier=AN45.L3.001234/2026",
        "identifier=AN45.L3.001234%2F2026"
      })
  void aNumberOfAPersonOrAJudicialFileInTheQueryIsFound(String query) {
    assertTrue(PersonInUrl.found(LIST, query), query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/referrals/15231500154",
        "/api/referrals/15.23.15-001.54/documents",
        "/fhir/Patient/%31%35231500154",
        "/fhir/Patient/ssin|85073003328",
        "/api/x;insz=85073003328",
        "/api/referrals/AN45.L3.001234/2026"
      })
  void andSoItIsInThePath(String path) {
    assertTrue(PersonInUrl.found(path, null), path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=RECEIVED&status=TAKEN_UP&limit=20",
        "identifier=https://uz-proef.example/referrals|2026-004711",
        "identifier=urn:system|12345678901234",
        "updatedSince=2026-11-21T00:00:00%2B01:00",
        "_lastUpdated=ge2026-11-21",
        "cursor=MDE5OTAwMDAtMTUyMzE1MDAxNTQtYWFhYQ",
        "referral=01a1fc63-7445-7044-8848-048415231500",
        "subject=c0ffee15231500154c0ffee15231500154c0ffee15231500154",
        "identifier=99999999999",
        ""
      })
  void whatIsNoneIsLetThrough(String query) {
    assertFalse(PersonInUrl.found(LIST, query), query);
  }

  @Test
  void aBadEscapeIsNotAFailureHere() {
    assertFalse(PersonInUrl.found("/api/%zz", "x=%zz&%zz"));
  }

  @Test
  void aLongNameMadeToBeSlowIsLookedAtOnce() {
    var name = "patient.".repeat(200_000);
    var found = assertTimeout(Duration.ofSeconds(5), () -> PersonInUrl.found(LIST, name + "x=1"));
    assertFalse(found);
  }
}

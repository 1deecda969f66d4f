package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers of care professionals, hospitals and enterprises. */
class NumbersTest {

  private static final List<Integer> MODULI = List.of(97, 89);

  @ParameterizedTest
  @ValueSource(strings = {"71032209", "71067049", "7-10322-09", "7.1032.209", "71032209001"})
  void aSoundNihdiNumberIsPlausible(String given) {
    assertTrue(new Nihdi(given).plausible(MODULI));
  }

  @ParameterizedTest
  @ValueSource(strings = {"71000012", "7103220", "710322090", "7103220900", "", "7103220X"})
  void anotherNihdiNumberIsNot(String given) {
    assertFalse(new Nihdi(given).plausible(MODULI));
  }

  @Test
  void aNewerNihdiNumberCountsWithAnotherModulus() {
    // 100001 mod 89 = 54
    var newer = new Nihdi("10000135000");
    assertTrue(newer.plausible(MODULI));
    assertFalse(newer.plausible(List.of(97)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0428759497",
        "0403019261",
        "0316380841",
        "BE0428759497",
        "be 0428.759.497",
        "428759497",
        "BE 428.759.497"
      })
  void aSoundEnterpriseNumberIsPlausible(String given) {
    assertTrue(new Cbe(given).plausible());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0428759498", "2428759497", "04287594970", "28759497", "", "BE", "NL0428759497"})
  void anotherEnterpriseNumberIsNot(String given) {
    assertFalse(new Cbe(given).plausible());
  }

  @Test
  void enterpriseNumbersHaveOneForm() {
    assertEquals(new Cbe("0428759497"), new Cbe("BE 428.759.497"));
  }

  @Test
  void aPersonsNumberStaysOutOfMessages() {
    assertFalse(new Nihdi("71032209").toString().contains("71032209"));
  }
}

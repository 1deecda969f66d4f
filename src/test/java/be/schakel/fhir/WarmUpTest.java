package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void itLearnsAndStoresNothing() {
    assertDoesNotThrow(WarmUp::learn);
  }
}

package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  @Test
  void aReferenceCanBeReadAloud() {
    for (var i = 0; i < 1_000; i++) {
      var value = Reference.random().value();
      assertTrue(value.matches("[0-9B-DF-HJKMNP-TV-Z]{4}-[0-9B-DF-HJKMNP-TV-Z]{4}"), value);
    }
  }

  @Test
  void everyCharacterIsUsed() {
    var used =
        Stream.generate(Reference::random)
            .limit(1_000)
            .flatMapToInt(reference -> reference.value().chars())
            .boxed()
            .collect(Collectors.toSet());
    assertEquals(31, used.size());
  }

  @Test
  void referencesAreNotInOrder() {
    var made = Stream.generate(Reference::random).map(Reference::value).limit(20).toList();
    assertEquals(20, made.stream().distinct().count());
    assertTrue(!made.equals(made.stream().sorted().toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7K3M-92QF", "7k3m-92qf", "7K3M92QF", " 7K3M 92QF ", "7K3M - 92QF"})
  void whatPeopleTypeIsUnderstood(String typed) {
    assertEquals(Optional.of(new Reference("7K3M-92QF")), Reference.parse(typed));
  }

  @Test
  void lookAlikesAreForgiven() {
    assertEquals(Optional.of(new Reference("0113-92QF")), Reference.parse("oil3-92QF"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7K3M-92Q", "7K3M-92QFF", "7K3M-92QA", "7K3M-92QÉ", "ßßßß"})
  void anythingElseIsNoReference(String typed) {
    assertEquals(Optional.empty(), Reference.parse(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7K3M92QF", "7k3m-92qf", "AAAA-AAAA"})
  void onlyTheOneFormIsAReference(String value) {
    assertThrows(IllegalArgumentException.class, () -> new Reference(value));
  }
}

package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisplayTest {

  @ParameterizedTest
  @EnumSource
  void everyCodeHasATextAndEveryTextACode(Language language) throws Exception {
    var codes =
        codeLists().stream()
            .flatMap(list -> Arrays.stream(list.getEnumConstants()))
            .map(code -> code.getClass().getSimpleName() + "." + ((Enum<?>) code).name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(codes, new TreeSet<>(Wording.of("i18n/codes").keys(language)));
  }

  @ParameterizedTest
  @EnumSource
  void noTextIsBlankOrCarriesStrayBlanks(Language language) throws Exception {
    for (var list : codeLists()) {
      for (var code : list.getEnumConstants()) {
        var text = Display.of((Enum<?>) code, language);
        assertFalse(text.isBlank(), code::toString);
        assertEquals(text.strip(), text);
      }
    }
  }

  @Test
  void codesAreShownInTheLanguageOfTheReader() {
    assertEquals("Vrouwelijk", Display.of(Gender.FEMALE, Language.NL));
    assertEquals("Féminin", Display.of(Gender.FEMALE, Language.FR));
    assertEquals("Female", Display.of(Gender.FEMALE, Language.EN));
  }

  @Test
  void theSectorsOwnWordsKeepTheirAccents() {
    assertEquals(
        "Politionele en justitiële instanties",
        Display.of(ReporterCategory.POLICE_JUSTICE, Language.NL));
  }

  @Test
  void whatIsNoCodeListHasNoText() {
    assertThrows(
        IllegalArgumentException.class, () -> Display.of(java.time.DayOfWeek.MONDAY, Language.NL));
  }

  @Test
  void aKeyNamedTwiceIsRefused() {
    var slip = assertThrows(IllegalArgumentException.class, () -> Wording.of("wording/twice"));
    assertTrue(slip.getMessage().contains("Gender.MALE"));
  }

  @Test
  void anAbsentFileIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Wording.of("wording/absent"));
  }

  /** Every public enum of the package, found on disk so that a new list cannot be forgotten. */
  private static List<Class<?>> codeLists() throws Exception {
    try (var files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .map(name -> "be.schakel.vocabulary." + name.replace(".class", ""))
          .<Class<?>>map(DisplayTest::load)
          .filter(type -> type.isEnum() && Modifier.isPublic(type.getModifiers()))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(gone);
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(Gender.class.getResource("Gender.class").toURI()).getParent();
  }
}

package be.schakel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three languages say the same things. */
class TextsTest {

  private static final Path CODE = Path.of("src/main/java/be/schakel/verify");

  @ParameterizedTest
  @ValueSource(strings = {"nl", "fr"})
  void everyLanguageSaysEverything(String language) throws Exception {
    var english = texts("en");
    var other = texts(language);

    assertEquals(english.stringPropertyNames(), other.stringPropertyNames());
    for (var key : english.stringPropertyNames()) {
      var places = Pattern.compile("\\{\\d}|--[a-z0-9-]+");
      assertEquals(found(places, english.getProperty(key)), found(places, other.getProperty(key)));
      // An apostrophe would hide what is filled in
      assertFalse(other.getProperty(key).contains("'"), key);
    }
  }

  @Test
  void everyTextThatTheCodeNamesIsThere() throws Exception {
    var known = texts("en").stringPropertyNames();
    var named = new TreeSet<String>();
    try (var files = Files.list(CODE)) {
      for (var file : files.toList()) {
        var said =
            Pattern.compile(
                "(?:unusable|disproven|holds|tell|proves|doesNotProve|ask|progress|compareWithTile"
                    + "|compare)\\(\\s*(?:[^\"()]*, )?\"([a-z.-]+)\"");
        named.addAll(found(said, Files.readString(file)));
      }
    }
    assertTrue(named.size() > 70, named::toString);
    named.removeAll(known);
    assertEquals(Set.of(), named);
  }

  @Test
  void aLanguageCanBeAskedFor() {
    assertTrue(Ran.of(List.of("--lang", "nl"), "help").out().contains("bewezen"));
    assertTrue(Ran.of(List.of("--lang", "fr"), "help").out().contains("prouvé"));
    assertTrue(Ran.of(List.of(), "help", "receipt", "--lang", "en").out().contains("--jwks"));
    Ran.of(List.of("--lang", "de"), "help", "log").unusable();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receipt",
        "checkpoint",
        "log",
        "mirror",
        "witness init",
        "witness serve",
        "witness cosign"
      })
  void everyCommandExplainsItself(String command) {
    var name = command.replace(' ', '-');
    var help = Ran.of(("help " + command).split(" ")).out();
    assertEquals(help, Ran.of((command + " --help").split(" ")).out());
    assertTrue(help.startsWith(command + ":"), help);
    var options =
        switch (name) {
          case "receipt" -> Checks.RECEIPT;
          case "checkpoint" -> Checks.CHECKPOINT;
          case "log" -> Checks.LOG;
          case "mirror" -> Mirror.OPTIONS;
          case "witness-init" -> Witnessing.INIT;
          case "witness-serve" -> Witnessing.SERVE;
          default -> Witnessing.COSIGN;
        };
    assertEquals(
        options.stream().sorted().toList(),
        found(Pattern.compile("(?m)^  --([a-z0-9-]+)"), help).stream()
            .distinct()
            .sorted()
            .toList());
  }

  @Test
  void whatCannotBeAskedIsSaid() {
    assertEquals(2, Ran.of().code());
    Ran.of("prove").unusable().saying("Unknown command prove");
    Ran.of("witness").unusable();
    Ran.of("witness", "look").unusable();
    Ran.of("log", "here").unusable().saying("Unknown option here");
    Ran.of("log", "--dir").unusable().saying("needs a value");
    Ran.of("log", "--dir", "a", "--dir", "b", "--key", VectorsTest.VKEY).unusable().saying("twice");
    Ran.of("log", "--dir", "\0", "--key", VectorsTest.VKEY).unusable();
    Ran.of("log", "--dir", ".", "--key", VectorsTest.WITNESS).unusable().saying("another kind");
    Ran.of("log", "--dir", ".", "--key", VectorsTest.VKEY, "--quorum", "1").unusable();
    Ran.of("log", "--dir", ".", "--key", "a+b+c").unusable().saying("no key line");
  }

  private static Properties texts(String language) throws Exception {
    var file = "/be/schakel/verify/texts_" + language + ".properties";
    var texts = new Properties();
    try (var in = TextsTest.class.getResourceAsStream(file)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.groupCount() > 0 ? match.group(1) : match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

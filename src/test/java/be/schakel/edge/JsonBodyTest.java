package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  @Test
  void everyKindOfValueIsKeptAsItStands() throws IOException {
    var text =
        """
        {"text":"a\\nb","none":null,"yes":true,"no":false,"small":-7,"large":9007199254740993,
         "huge":123456789012345678901234567890,"part":1.5,"list":[1,"x",[],{}],"object":{"a":{"b":[0]}}}""";
    assertEquals(Json.MAPPER.readTree(text), read(text).root());
    assertEquals(List.of(), read(text).issues());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"",
        "{\"a\":\"\n\"}",
        "{\"a\":1}}",
        "{\"a\":1} {}",
        "{\"a\":1}x",
        "{} []",
        "[1",
        "]",
        "<a/>",
        "a=b",
        "{/* a */}",
        "{\"a\":[1}",
        "\u0001{}"
      })
  void whatIsNotOneJsonTextIsMalformed(String text) {
    assertEquals(Code.MALFORMED_BODY, refusal(text).code());
  }

  /** Of what is too long the parser does not say where it stands. */
  @ParameterizedTest
  @ValueSource(strings = {"{'a': %s}", "{'a': 1.%s}", "{'a': 1e%s}", "{'%1$s%1$s': 1}"})
  void whatIsTooLongForTheParserIsMalformed(String text) {
    var refused = refusal(text.formatted("1".repeat(30_000)).replace('\'', '"'));
    assertEquals(Code.MALFORMED_BODY, refused.code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{'a': 1,~ 'b': x}|2|8", "{'a':~~[1|3|3", "{}~{}|2|1"})
  void whereAMalformedBodyBreaksIsTold(String text, String line, String character) {
    var refused = refusal(text.replace('\'', '"').replace('~', '\n'));
    assertEquals(List.of(line, character), refused.arguments());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n", "\uFEFF"})
  void nothingIsNamedAsMissing(String text) {
    assertEquals(Code.BODY_MISSING, refusal(text).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"a\":1}]", "\"text\"", "1", "null", "true"})
  void theTopLevelIsAnObject(String text) {
    assertEquals(List.of(new Issue("", Code.WRONG_TYPE, "object")), refusal(text).issues());
  }

  @Test
  void aNameMayStandOnlyOnceInAnObject() {
    var problem = refusal("{\"list\":[{\"a\":1},{\"a\":1,\"b\":{},\"a\":2}]}");
    assertEquals(List.of(new Issue("/list/1/a", Code.DUPLICATE_PROPERTY)), problem.issues());
    assertEquals(400, problem.code().kind().status());
    assertEquals(Code.DUPLICATE_PROPERTY, refusal("{\"a\":1,\"\\u0061\":2}").code());
  }

  @Test
  void twoHundredLevelsAreEnough() throws IOException {
    assertEquals(List.of(), read("{\"a\":" + "[".repeat(199) + "]".repeat(199) + "}").issues());
    assertEquals(
        Code.TOO_DEEP, refusal("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}").code());
  }

  @Test
  void tenThousandLevelsCostNoStack() {
    assertEquals(Code.TOO_DEEP, refusal("[".repeat(10_000) + "]".repeat(10_000)).code());
    assertEquals(
        Code.TOO_DEEP, refusal("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).code());
    assertEquals(Code.TOO_DEEP, refusal("[".repeat(10_000)).code());
  }

  @Test
  void theLimitOfBytesIsExact() throws IOException {
    var limit = 1024 * 1024;
    var fits = "{\"a\":\"" + "x".repeat(limit - 8) + "\"}";
    assertEquals(limit, fits.length());
    JsonBody.read(stream(fits, StandardCharsets.UTF_8), limit, 10);
    var problem =
        assertThrows(
            SchakelProblem.class,
            () -> JsonBody.read(stream(fits + " ", StandardCharsets.UTF_8), limit, 10));
    assertEquals(Code.BODY_TOO_LARGE, problem.code());
    assertEquals(413, problem.code().kind().status());
    assertEquals(List.of("1", "50"), problem.arguments());
  }

  @Test
  void anEndlessBodyIsReadNoFurtherThanTheLimit() {
    var endless =
        new InputStream() {
          private long given;

          @Override
          public int read() {
            given++;
            return ' ';
          }
        };
    assertThrows(SchakelProblem.class, () -> JsonBody.read(endless, 1024 * 1024, 10));
    assertTrue(endless.given <= 1024 * 1024 + 1);
  }

  @Test
  void aTreeOfManySmallValuesIsRefused() throws IOException {
    var body = "{\"a\":[" + "1,".repeat(JsonBody.VALUES - 3) + "1]}";
    assertEquals(JsonBody.VALUES - 2, read(body).root().get("a").size());
    assertEquals(Code.TOO_MANY_ITEMS, refusal(body.replace("]", ",1]")).code());
  }

  @Test
  void anObjectOfNamesThatNobodyKnowsIsRefusedBeforeItIsChecked() throws IOException {
    var names = new StringBuilder("\"n0\":0");
    for (int i = 1; i < JsonBody.NAMES; i++) {
      names.append(",\"n").append(i).append("\":0");
    }
    assertEquals(JsonBody.NAMES, read("{" + names + "}").root().size());
    var refused = refusal("{\"a\":{" + names + ",\"more\":0}}");
    assertEquals(List.of(new Issue("/a", Code.TOO_MANY_ITEMS, "250")), refused.issues());
  }

  @Test
  void aNumberBeyondEveryDoubleIsToldWithItsPlace() throws IOException {
    var body = read("{\"a\":[1,1e999999,-1e999999]}");
    assertEquals(List.of("/a/1", "/a/2"), body.issues().stream().map(Issue::pointer).toList());
    assertEquals(Code.OUT_OF_RANGE, body.issues().get(0).code());
    assertEquals(0, body.root().at("/a/1").doubleValue());
  }

  @Test
  void aBodyThatBreaksOffIsTheSendersFault() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }
        };
    var refused =
        assertThrows(SchakelProblem.class, () -> JsonBody.read(broken, JsonBody.LIMIT, 10));
    assertEquals(Code.MALFORMED_BODY, refused.code());
  }

  @Test
  void anythingButUtf8IsRefused() {
    assertEquals(
        Code.NOT_UTF8, refusal(stream("{\"a\":\"é\"}", StandardCharsets.ISO_8859_1)).code());
    // A surrogate in UTF-8 bytes (CESU-8) and an overlong slash
    assertEquals(Code.NOT_UTF8, refusal(raw("{\"a\":\"", 0xED, 0xA0, 0x80)).code());
    assertEquals(Code.NOT_UTF8, refusal(raw("{\"a\":\"", 0xC0, 0xAF)).code());
    assertEquals(
        Code.MALFORMED_BODY, refusal(stream("{\"a\":1}", StandardCharsets.UTF_16LE)).code());
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    assertEquals(1, read("\uFEFF{\"a\":1}").root().get("a").intValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u0001", "\\b", "\\f", "\\u001f", "text\\u000btext"})
  void aControlCharacterIsToldWithItsPlace(String escaped) throws IOException {
    assertEquals(
        List.of(new Issue("/list/1/text", Code.CONTROL_CHARACTER)),
        read("{\"list\":[1,{\"text\":\"" + escaped + "\"}]}").issues());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83dx", "x\\ud83d\\ud83d\\ude00"})
  void halfASurrogatePairIsToldWithItsPlace(String escaped) throws IOException {
    assertEquals(
        List.of(new Issue("/a~1b", Code.LONE_SURROGATE)),
        read("{\"a/b\":\"" + escaped + "\"}").issues());
  }

  @Test
  void aNameThatCannotBeStoredIsToldAtItsObjectAndLeftOut() throws IOException {
    var body = read("{\"child\":{\"a\\u0000\":{\"b\":[1]},\"\\ud800\":1,\"c\":2}}");
    assertEquals(
        List.of(
            new Issue("/child", Code.CONTROL_CHARACTER), new Issue("/child", Code.LONE_SURROGATE)),
        body.issues());
    assertEquals("{\"child\":{\"c\":2}}", body.root().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tab\tend",
        "two\r\nlines",
        "\uD83D\uDE00",
        "\u202Eright to left\u200F",
        "\u007F\u0085\uFFFE",
        "Robert'); DROP TABLE referral;--",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "e\u0301"
      })
  void everyOtherTextPassesUnchanged(String text) throws IOException {
    var body = read(Json.MAPPER.writeValueAsString(java.util.Map.of("a", text)));
    assertEquals(text, body.root().get("a").textValue());
    assertEquals(List.of(), body.issues());
  }

  @Test
  void aRefusalQuotesNothingOfTheBody() {
    var problem = refusal("{\"name\":\"Noor Proef\" oops}");
    assertNull(problem.getCause());
    assertEquals("MALFORMED_BODY", problem.getMessage());
  }

  private static JsonBody read(String text) throws IOException {
    return JsonBody.read(stream(text, StandardCharsets.UTF_8), JsonBody.LIMIT, JsonBody.VALUES);
  }

  private static SchakelProblem refusal(String text) {
    return refusal(stream(text, StandardCharsets.UTF_8));
  }

  private static SchakelProblem refusal(InputStream in) {
    return assertThrows(
        SchakelProblem.class, () -> JsonBody.read(in, JsonBody.LIMIT, JsonBody.VALUES));
  }

  private static InputStream stream(String text, Charset charset) {
    return new ByteArrayInputStream(text.getBytes(charset));
  }

  private static InputStream raw(String start, int... bytes) {
    var all = new java.io.ByteArrayOutputStream();
    try {
      all.write(start.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    for (var one : bytes) {
      all.write(one);
    }
    all.write('"');
    all.write('}');
    return new ByteArrayInputStream(all.toByteArray());
  }
}

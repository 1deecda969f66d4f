package be.schakel.edge;

import be.schakel.partner.Professional;
import be.schakel.partner.Registration;
import be.schakel.partner.Scopes;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Purpose;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The form of a token request, and the rules that make it a grant (RFC 6749 4.4, RFC 8705 2.1).
 *
 * <p>Pure. A parameter without a value counts as absent, an unknown one is ignored (RFC 6749 3.2).
 */
record TokenRequest(Map<String, String> form) {

  /**
   * What is granted.
   *
   * @param partner the caller that the token stands for
   * @param scopes one letter each
   */
  record Grant(
      Registration partner, Professional professional, Purpose purpose, Set<String> scopes) {}

  private static final int LONGEST_NAME = 200;
  private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern PUNCTUATION = Pattern.compile("[ ./-]");
  // INSZ: 11 digits; RIZIV: 8, or 11 with the qualification. A wrong check digit is no error.
  private static final Pattern NUMBER = Pattern.compile("[0-9]{8}|[0-9]{11}");

  /** Letters and marks that show nothing, and a space of another kind around the name. */
  private static final Pattern BLANK =
      Pattern.compile(
          "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0"
              + "\\x{1D159}\\x{E0100}-\\x{E01EF}]|^\\p{Zs}|\\p{Zs}$");

  /**
   * Reads {@code application/x-www-form-urlencoded}.
   *
   * @throws SchakelProblem {@code DUPLICATE_PARAMETER} (RFC 6749 3.2: never more than once) or
   *     {@code MALFORMED_BODY}
   */
  static TokenRequest parse(String body) {
    var form = new LinkedHashMap<String, String>();
    for (var pair : body.split("&")) {
      var parts = pair.split("=", 2);
      var name = decoded(parts[0]);
      var value = parts.length == 2 ? decoded(parts[1]) : "";
      if (value.isEmpty()) {
        continue;
      }
      if (form.put(name, value) != null) {
        throw name.equals("purpose_of_use")
            ? SchakelProblem.of(Code.PURPOSE_REQUIRED)
            : SchakelProblem.of(Code.DUPLICATE_PARAMETER, known(name));
      }
    }
    return new TokenRequest(form);
  }

  /**
   * Applies the rules.
   *
   * @param client whose certificate it is
   * @param person whose it is within the client, when it is personal
   * @param registered finds a registration by its code
   * @throws SchakelProblem the first rule that is not met
   */
  Grant grant(
      Registration client,
      Optional<Professional> person,
      Function<String, Optional<Registration>> registered) {
    if (!"client_credentials".equals(form.get("grant_type"))) {
      throw form.containsKey("grant_type")
          ? SchakelProblem.of(Code.GRANT_TYPE_UNSUPPORTED)
          : SchakelProblem.of(Code.MISSING_PARAMETER, "grant_type");
    }
    if (!form.getOrDefault("client_id", client.code()).equals(client.code())) {
      throw SchakelProblem.of(Code.CLIENT_MISMATCH);
    }
    var partner = behalf(client, registered);
    var professional = person.map(this::onlyThis).orElseGet(this::professional);
    return new Grant(partner, professional, purpose(partner), scopes(partner));
  }

  /** What is known of who acts and why, for the entry of a refusal; nothing is checked. */
  Optional<Purpose> purposeAsked() {
    return Arrays.stream(Purpose.values())
        .filter(purpose -> purpose.name().equals(form.get("purpose_of_use")))
        .findFirst();
  }

  private Registration behalf(
      Registration client, Function<String, Optional<Registration>> registered) {
    var code = form.get("on_behalf_of");
    if (code == null || code.equals(client.code())) {
      return client;
    }
    return registered
        .apply(code)
        .filter(partner -> partner.active() && partner.processors().contains(client.code()))
        .orElseThrow(() -> SchakelProblem.of(Code.BEHALF_NOT_REGISTERED));
  }

  private Purpose purpose(Registration partner) {
    if (!form.containsKey("purpose_of_use")) {
      throw SchakelProblem.of(Code.PURPOSE_REQUIRED);
    }
    var purpose =
        purposeAsked()
            .orElseThrow(
                () -> SchakelProblem.of(Code.PURPOSE_UNKNOWN, names(Set.of(Purpose.values()))));
    if (!partner.purposes().contains(purpose)) {
      throw SchakelProblem.of(Code.PURPOSE_NOT_REGISTERED, names(partner.purposes()));
    }
    return purpose;
  }

  private static String names(Set<Purpose> purposes) {
    return purposes.stream().sorted().map(Purpose::name).collect(Collectors.joining(" "));
  }

  private Set<String> scopes(Registration partner) {
    if (!form.containsKey("scope")) {
      return new TreeSet<>(partner.scopes());
    }
    var asked = new LinkedHashSet<String>();
    for (var scope : form.get("scope").strip().split(" +")) {
      asked.addAll(Scopes.apart(scope).orElseThrow(() -> SchakelProblem.of(Code.SCOPE_UNKNOWN)));
    }
    if (!partner.scopes().containsAll(asked)) {
      var registered = String.join(" ", new TreeSet<>(partner.scopes()));
      throw SchakelProblem.of(Code.SCOPE_NOT_REGISTERED, registered);
    }
    return asked;
  }

  /** Who signs in with a certificate of its own need not say who it is, and is nobody else. */
  private Professional onlyThis(Professional person) {
    if (!form.getOrDefault("subject_id", person.id()).equals(person.id())
        || !form.getOrDefault("subject_role", person.role()).equals(person.role())) {
      throw SchakelProblem.of(Code.SUBJECT_MISMATCH);
    }
    return person;
  }

  private Professional professional() {
    var role = form.getOrDefault("subject_role", "");
    if (!ROLE.matcher(role).matches()) {
      throw SchakelProblem.of(Code.ROLE_REQUIRED);
    }
    var id = form.getOrDefault("subject_id", "");
    var name = form.getOrDefault("subject_name", "").strip();
    if (role.equals(Professional.SYSTEM.role())) {
      if (!id.isEmpty() || !name.isEmpty()) {
        throw SchakelProblem.of(Code.SUBJECT_NOT_EXPECTED);
      }
      return Professional.SYSTEM;
    }
    var number = PUNCTUATION.matcher(id).replaceAll("");
    if (!NUMBER.matcher(number).matches()
        || name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.codePoints().anyMatch(TokenRequest::isUnseen)
        || BLANK.matcher(name).find()) {
      throw SchakelProblem.of(Code.SUBJECT_REQUIRED);
    }
    return new Professional(number, name, role);
  }

  /** Controls, and what turns or hides the text around it, such as U+202E: nobody is called so. */
  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException badEscape) {
      throw SchakelProblem.of(Code.MALFORMED_BODY);
    }
  }

  /** Only a name of the protocol is ever repeated: what else stands there could be anything. */
  private static String known(String name) {
    return List.of(
                "grant_type",
                "scope",
                "client_id",
                "subject_id",
                "subject_name",
                "subject_role",
                "on_behalf_of")
            .contains(name)
        ? name
        : "?";
  }
}

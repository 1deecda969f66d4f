package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Kind;
import be.schakel.problem.SchakelProblem;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import java.net.URI;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A refusal of the token endpoint as RFC 6749 5.2 has it.
 *
 * @param error one of the protocol's few words
 * @param status the HTTP status
 */
record OAuthError(String error, int status) {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  // RFC 6749 5.2: error_description holds %x20-21 / %x23-5B / %x5D-7E
  private static final Pattern NOT_ALLOWED =
      Pattern.compile("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]");

  /** The answer's JSON; its {@code error_uri} names the code of the catalogue. */
  @Public
  record Body(String error, String error_description, URI error_uri) {

    Body(OAuthError error, SchakelProblem problem, Language language) {
      this(
          error.error(),
          description(Texts.detail(problem.code(), problem.arguments(), language)),
          problem.code().type());
    }
  }

  static OAuthError of(Code code) {
    return switch (code) {
      case CLIENT_MISMATCH, SUBJECT_MISMATCH -> new OAuthError("invalid_client", 401);
      case GRANT_TYPE_UNSUPPORTED -> new OAuthError("unsupported_grant_type", 400);
      case BEHALF_NOT_REGISTERED -> new OAuthError("unauthorized_client", 400);
      case SCOPE_UNKNOWN, SCOPE_NOT_REGISTERED, PURPOSE_NOT_REGISTERED ->
          new OAuthError("invalid_scope", 400);
      default ->
          code.kind() == Kind.NOT_AUTHENTICATED
              ? new OAuthError("invalid_client", 401)
              : new OAuthError("invalid_request", 400);
    };
  }

  /** A text in the few characters the protocol permits. */
  static String description(String text) {
    var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    var quoted = plain.replaceAll("[\"\u201c\u201d\u2018\u2019]", "'");
    return NOT_ALLOWED.matcher(quoted).replaceAll(" ").strip();
  }
}

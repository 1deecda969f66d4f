package be.schakel.problem;

import static be.schakel.problem.Kind.CONFLICT;
import static be.schakel.problem.Kind.GONE;
import static be.schakel.problem.Kind.MALFORMED;
import static be.schakel.problem.Kind.MEDIA_TYPE;
import static be.schakel.problem.Kind.METHOD;
import static be.schakel.problem.Kind.NOT_AUTHENTICATED;
import static be.schakel.problem.Kind.NOT_PERMITTED;
import static be.schakel.problem.Kind.STALE;
import static be.schakel.problem.Kind.STORAGE;
import static be.schakel.problem.Kind.TOO_LARGE;
import static be.schakel.problem.Kind.TOO_MANY;
import static be.schakel.problem.Kind.UNPROCESSABLE;
import static be.schakel.problem.Kind.WARNING;

import be.schakel.vocabulary.Insz;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The error catalogue: every code a caller can meet. Its title and detail in three languages are in
 * {@code i18n/problems_*.properties}, keyed by the code's name.
 *
 * <p>The words after the kind name what fills the places {@code {0}}, {@code {1}} of the detail, in
 * order. They are codes, numbers and names of the contract, never what the caller sent: that could
 * be personal data.
 */
public enum Code {
  // The request as HTTP and as JSON or FHIR syntax.
  MALFORMED_REQUEST(MALFORMED),
  MALFORMED_BODY(MALFORMED),
  BODY_MISSING(MALFORMED),
  NOT_UTF8(MALFORMED),
  DUPLICATE_PROPERTY(MALFORMED),
  TOO_DEEP(MALFORMED, "levels permitted"),
  BODY_TOO_LARGE(TOO_LARGE, "MiB permitted", "MiB permitted for an upload"),
  UPLOAD_TOO_LARGE(TOO_LARGE, "MiB permitted"),
  UNSUPPORTED_MEDIA_TYPE(MEDIA_TYPE, "media types accepted"),
  UNSUPPORTED_ENCODING(MEDIA_TYPE),
  NOT_ACCEPTABLE(Kind.NOT_ACCEPTABLE, "media types offered"),
  METHOD_NOT_ALLOWED(METHOD, "methods permitted"),
  NOT_FOUND(Kind.NOT_FOUND),
  STALE_VERSION(STALE),

  // Headers and query parameters.
  INVALID_HEADER(MALFORMED, "header"),
  INVALID_IDEMPOTENCY_KEY(MALFORMED),
  UNKNOWN_PARAMETER(MALFORMED, "parameters known"),
  DUPLICATE_PARAMETER(MALFORMED, "parameter"),
  MISSING_PARAMETER(MALFORMED, "parameter"),
  INVALID_PARAMETER(MALFORMED, "parameter", "what is expected"),
  IDENTIFIER_IN_URL(MALFORMED, "address to post to"),
  BAD_CURSOR(MALFORMED),
  LIMIT_OUT_OF_RANGE(MALFORMED, "lowest", "highest"),
  FROM_AFTER_TO(MALFORMED),

  // The client certificate and the partner behind it.
  CERTIFICATE_MISSING(NOT_AUTHENTICATED),
  CERTIFICATE_NOT_REGISTERED(NOT_AUTHENTICATED),
  CERTIFICATE_ISSUER(NOT_AUTHENTICATED),
  CERTIFICATE_USAGE(NOT_AUTHENTICATED),
  CERTIFICATE_NOT_YET_VALID(NOT_AUTHENTICATED),
  CERTIFICATE_EXPIRED(NOT_AUTHENTICATED),
  CERTIFICATE_REVOKED(NOT_AUTHENTICATED),
  CERTIFICATE_STATUS_UNKNOWN(NOT_AUTHENTICATED),
  CERTIFICATE_REPLACED(NOT_AUTHENTICATED),
  PARTNER_SUSPENDED(NOT_AUTHENTICATED),
  PARTNER_NOT_ACTIVE(NOT_AUTHENTICATED),

  // The access token, when it is used.
  TOKEN_MISSING(NOT_AUTHENTICATED),
  TOKEN_INVALID(NOT_AUTHENTICATED),
  TOKEN_EXPIRED(NOT_AUTHENTICATED),
  TOKEN_WRONG_CERTIFICATE(NOT_AUTHENTICATED),
  TOKEN_WRONG_AUDIENCE(NOT_AUTHENTICATED, "audience expected"),
  INSUFFICIENT_SCOPE(NOT_PERMITTED, "scope needed"),

  // The access token, when it is asked for; the details become RFC 6749 error_description.
  CLIENT_MISMATCH(NOT_AUTHENTICATED),
  GRANT_TYPE_UNSUPPORTED(MALFORMED),
  PURPOSE_REQUIRED(MALFORMED),
  PURPOSE_UNKNOWN(MALFORMED, "purposes known"),
  PURPOSE_NOT_REGISTERED(MALFORMED, "purposes registered"),
  SCOPE_UNKNOWN(MALFORMED),
  SCOPE_NOT_REGISTERED(MALFORMED, "scopes registered"),
  SUBJECT_REQUIRED(MALFORMED),
  SUBJECT_NOT_EXPECTED(MALFORMED),
  ROLE_REQUIRED(MALFORMED),
  BEHALF_NOT_REGISTERED(MALFORMED),

  // What the policy denies to a caller that has a relation to the record.
  NOT_PERMITTED_FOR_KIND(NOT_PERMITTED),
  CATEGORY_NOT_PERMITTED(NOT_PERMITTED),
  PURPOSE_MISMATCH(NOT_PERMITTED),
  UNATTENDED_LIMITED(NOT_PERMITTED),
  ROLE_NOT_PERMITTED(NOT_PERMITTED),
  CONSENT_REQUIRED(NOT_PERMITTED),
  CONSENT_EXPIRED(NOT_PERMITTED),
  CONSENT_WITHDRAWN(NOT_PERMITTED),
  CONSENT_NEEDS_CHILD(NOT_PERMITTED),
  GROUND_REQUIRED(NOT_PERMITTED),
  OUTSIDE_ENGAGEMENT(NOT_PERMITTED),
  NOT_OWNER(NOT_PERMITTED),
  NOT_SUBMITTER(NOT_PERMITTED),
  REPORTER_PROTECTED(NOT_PERMITTED),
  NPIE_CLOSED(NOT_PERMITTED),
  DOUBLE_CONSENT_REQUIRED(NOT_PERMITTED),
  RISK_INSTRUMENT_CLOSED(NOT_PERMITTED),
  JUDICIAL_CLOSED(NOT_PERMITTED),
  POLICE_READS_NOTHING(NOT_PERMITTED),

  // The shape of the content.
  INVALID_CONTENT(UNPROCESSABLE),
  UNKNOWN_PROPERTY(UNPROCESSABLE),
  MISSING(UNPROCESSABLE),
  WRONG_TYPE(UNPROCESSABLE, "type expected"),
  UNKNOWN_CODE(UNPROCESSABLE, "codes known"),
  INVALID_VALUE(UNPROCESSABLE, "what is expected"),
  INVALID_DATE(UNPROCESSABLE),
  INVALID_TIME(UNPROCESSABLE),
  TOO_LONG(UNPROCESSABLE, "characters permitted"),
  TOO_SHORT(UNPROCESSABLE, "characters needed"),
  TOO_MANY_ITEMS(UNPROCESSABLE, "items permitted"),
  TOO_FEW_ITEMS(UNPROCESSABLE, "items needed"),
  OUT_OF_RANGE(UNPROCESSABLE, "lowest", "highest"),
  BAD_PATTERN(UNPROCESSABLE, "pattern"),
  CONTROL_CHARACTER(UNPROCESSABLE),
  LONE_SURROGATE(UNPROCESSABLE),
  DUPLICATE_ITEM(UNPROCESSABLE),
  NOT_TOGETHER(UNPROCESSABLE, "property", "other property"),

  // The rules of a referral.
  KEY_NOT_UNIQUE(UNPROCESSABLE),
  UNKNOWN_CHILD_KEY(UNPROCESSABLE),
  UNKNOWN_PERSON_KEY(UNPROCESSABLE),
  UNKNOWN_CHILD(UNPROCESSABLE),
  BIRTH_DATE_IN_FUTURE(UNPROCESSABLE),
  DATE_IN_FUTURE(UNPROCESSABLE),
  TIME_IN_FUTURE(UNPROCESSABLE),
  WALLOON_POSTAL_CODE(UNPROCESSABLE),
  UNKNOWN_POSTAL_CODE(UNPROCESSABLE),
  TYPE_NOT_PERMITTED(UNPROCESSABLE, "type"),
  ONLY_VK_REGISTERS(UNPROCESSABLE, "property"),
  UNKNOWN_PARTNER(UNPROCESSABLE),
  NOT_A_VK(UNPROCESSABLE),

  // Consents.
  CONSENT_GIVER_NOT_VALID(UNPROCESSABLE),
  CONSENT_GIVER_MISSING(UNPROCESSABLE),
  CONSENT_CHILD_MUST_GIVE(UNPROCESSABLE),
  CATEGORY_NOT_CONSENTABLE(UNPROCESSABLE, "category"),
  CONSENT_PERIOD_REVERSED(UNPROCESSABLE),
  CONSENT_PERIOD_TOO_LONG(UNPROCESSABLE, "months permitted"),
  CONSENT_PERIOD_OVER(UNPROCESSABLE),

  // Documents, contributions, developments.
  BAD_BASE64(UNPROCESSABLE),
  DOCUMENT_EMPTY(UNPROCESSABLE),
  DOCUMENT_DATA_OR_UPLOAD(UNPROCESSABLE),
  DOCUMENT_CATEGORY_NOT_PERMITTED(UNPROCESSABLE, "categories permitted"),
  UPLOAD_NOT_FOUND(UNPROCESSABLE),
  UPLOAD_EXPIRED(UNPROCESSABLE),
  DIGEST_MISMATCH(UNPROCESSABLE),
  TEXT_OR_DOCUMENT(UNPROCESSABLE),
  CONTRIBUTION_CATEGORY_NOT_PERMITTED(UNPROCESSABLE, "categories permitted"),
  AUDIENCE_REQUIRED(UNPROCESSABLE),

  // FHIR Bundles and resources.
  BUNDLE_NOT_TRANSACTION(UNPROCESSABLE),
  BUNDLE_METHOD(UNPROCESSABLE, "methods permitted"),
  ONE_REFERRAL_PER_BUNDLE(UNPROCESSABLE),
  RESOURCE_NOT_EXPECTED(UNPROCESSABLE, "resource types known here"),
  REFERENCE_UNRESOLVED(UNPROCESSABLE),
  WRONG_SYSTEM(UNPROCESSABLE, "system expected"),
  UNKNOWN_MODIFIER(UNPROCESSABLE),
  ONLY_STATUS_MAY_CHANGE(UNPROCESSABLE),

  // Repetition, status, retraction.
  IDEMPOTENCY_IN_PROGRESS(CONFLICT),
  IDEMPOTENCY_KEY_REUSED(UNPROCESSABLE),
  DUPLICATE_REFERRAL(CONFLICT, "reference of the earlier referral"),
  MOVE_NOT_POSSIBLE(CONFLICT, "status it has", "status asked", "statuses possible"),
  ADVICE_REQUIRED(CONFLICT),
  TRANSFER_TO_REQUIRED(UNPROCESSABLE),
  TRANSFER_TO_NOT_EXPECTED(UNPROCESSABLE),
  TRANSFER_TO_SELF(UNPROCESSABLE),
  RETRACTED(CONFLICT),
  WITHHELD_AFTER_RETRACTION(GONE),

  // The gateway itself.
  TOO_MANY_REQUESTS(TOO_MANY, "seconds to wait"),
  STORAGE_UNAVAILABLE(STORAGE),
  LEDGER_UNAVAILABLE(Kind.LEDGER),
  INTERNAL(Kind.INTERNAL),

  // Noticed, stored as given, never refused.
  INSZ_FORMAT(WARNING),
  INSZ_CHECKSUM(WARNING),
  INSZ_IMPOSSIBLE_DATE(WARNING),
  INSZ_BIRTH_DATE_MISMATCH(WARNING),
  INSZ_GENDER_MISMATCH(WARNING),
  INSZ_REPEATED(WARNING),
  INSZ_AND_REASON(WARNING),
  NIHDI_CHECKSUM(WARNING),
  CBE_CHECKSUM(WARNING),
  MISSING_FACTS(WARNING),
  MISSING_CONTACT(WARNING),
  MISSING_HANDLING(WARNING),
  MISSING_NO_INSZ_REASON(WARNING),
  MISSING_INFORMED_REASON(WARNING),
  ADULT_AT_REPORT(WARNING),
  EXPECTED_BIRTH_DATE_PAST(WARNING),
  ACUTE_DANGER(WARNING),
  ROUTING_BY_HAND(WARNING),
  PREFERRED_VK_NOT_FOLLOWED(WARNING),
  CONSENT_WITHOUT_EFFECT(WARNING),
  VALUE_NORMALISED(WARNING),
  ELEMENT_NOT_STORED(WARNING),
  CERTIFICATE_EXPIRES_SOON(WARNING, "days left");

  private static final String TYPES = "https://schakel.example/problems/";

  private final Kind kind;
  private final List<String> places;

  Code(Kind kind, String... places) {
    this.kind = kind;
    this.places = List.of(places);
  }

  /** The warning for a finding about a national number. */
  public static Code of(Insz.Finding finding) {
    return switch (finding) {
      case FORMAT -> INSZ_FORMAT;
      case CHECKSUM -> INSZ_CHECKSUM;
      case IMPOSSIBLE_DATE -> INSZ_IMPOSSIBLE_DATE;
      case BIRTH_DATE_MISMATCH -> INSZ_BIRTH_DATE_MISMATCH;
      case GENDER_MISMATCH -> INSZ_GENDER_MISMATCH;
    };
  }

  public Kind kind() {
    return kind;
  }

  /** Told beside a success; no problem is ever made of it. */
  public boolean isWarning() {
    return kind == WARNING;
  }

  /** What fills the places of the detail text, in order, in a word or two of English. */
  public List<String> places() {
    return places;
  }

  /** The problem type (RFC 9457 3.1.1): the name in lower case with hyphens, as a URI. */
  public URI type() {
    return URI.create(TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}

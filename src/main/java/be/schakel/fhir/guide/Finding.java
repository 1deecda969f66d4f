package be.schakel.fhir.guide;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage;

/** What the full validator says of one place, and of which type by R4: HAPI's own form drops it. */
final class Finding extends SingleValidationMessage {

  /** Of what has none, such as a profile that is not at hand. */
  static final String ANY = "processing";

  private final String type;

  Finding(ResultSeverityEnum severity, String type, String message) {
    this.type = type;
    setSeverity(severity);
    setMessage(message);
  }

  Finding(ValidationMessage found) {
    this(
        ResultSeverityEnum.fromCode(found.getLevel().toCode()),
        found.getType() == null ? ANY : found.getType().toCode(),
        found.getMessage());
    setLocationString(found.getLocation());
    // One that has spaces is the sentence again
    if (found.getMessageId() != null && !found.getMessageId().contains(" ")) {
      setMessageId(found.getMessageId());
    }
  }

  /** As in http://hl7.org/fhir/issue-type. */
  String type() {
    return type;
  }
}

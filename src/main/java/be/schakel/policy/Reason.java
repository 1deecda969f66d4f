package be.schakel.policy;

import be.schakel.problem.Code;
import be.schakel.vocabulary.LegalGround;
import java.util.Optional;

/** Why a decision came out as it did, and which problem tells an asker that has a relation. */
public enum Reason {
  PURPOSE_NOT_REGISTERED(Code.PURPOSE_MISMATCH),
  PURPOSE_DOES_NOT_FIT(Code.PURPOSE_MISMATCH),
  NO_RELATION(Code.NOT_FOUND),
  UNATTENDED(Code.UNATTENDED_LIMITED),
  RETRACTED(Code.WITHHELD_AFTER_RETRACTION),
  /** H1. */
  REPORTER_PROTECTED(Code.REPORTER_PROTECTED),
  /** H2. */
  NPIE_CLOSED(Code.NPIE_CLOSED),
  /** H4. */
  NO_DOUBLE_CONSENT(Code.DOUBLE_CONSENT_REQUIRED, LegalGround.CONSENT),
  /** H5. */
  RISK_INSTRUMENT_CLOSED(Code.RISK_INSTRUMENT_CLOSED),
  /** H6. */
  JUDICIAL_CLOSED(Code.JUDICIAL_CLOSED),
  /** H7. */
  POLICE_READS_NOTHING(Code.POLICE_READS_NOTHING),
  /** H8; its problem does not say that the address is secret. */
  ADDRESS_SECRET(Code.CATEGORY_NOT_PERMITTED),
  MATRIX_CLOSED(Code.NOT_PERMITTED_FOR_KIND),
  ROLE_NOT_PERMITTED(Code.ROLE_NOT_PERMITTED),
  OUTSIDE_TEAM(Code.TEAM_ONLY),
  NOT_OWN(Code.NOT_SUBMITTER),
  NO_CONSENT(Code.CONSENT_REQUIRED, LegalGround.CONSENT),
  NO_SHARED_SECRECY(Code.GROUND_REQUIRED, LegalGround.G1_SHARED_SECRECY),
  /** The ground is on record, but not its necessity or the attempt to get consent. */
  SHARED_SECRECY_INCOMPLETE(Code.GROUND_REQUIRED, LegalGround.G1_SHARED_SECRECY),
  NO_MANDATE(Code.GROUND_REQUIRED, LegalGround.G2_MANDATE),
  NO_CONFERENCE(Code.GROUND_REQUIRED, LegalGround.G4_CASE_CONFERENCE),
  NO_PARKET_REPORT(Code.GROUND_REQUIRED, LegalGround.G5_PARKET_REFERRAL),
  NO_WRITTEN_REQUEST(Code.GROUND_REQUIRED, LegalGround.G6_WRITTEN_REQUEST),
  NO_ENGAGEMENT(Code.OUTSIDE_ENGAGEMENT, LegalGround.G8_AUDIT),
  NO_BREAK_GLASS(Code.BREAK_GLASS_REQUIRED, LegalGround.G9_VITAL),
  BASIC_DATA_ONLY(Code.CATEGORY_NOT_PERMITTED),
  METADATA_ONLY(Code.CATEGORY_NOT_PERMITTED),
  /** A person asks the centre for its own data, not the gateway. */
  SUBJECT_ACCESS_BY_VK(Code.CATEGORY_NOT_PERMITTED);

  private final Code code;
  private final Optional<LegalGround> missing;

  Reason(Code code) {
    this.code = code;
    this.missing = Optional.empty();
  }

  Reason(Code code, LegalGround missing) {
    this.code = code;
    this.missing = Optional.of(missing);
  }

  /** The ground that would have opened it. */
  public Optional<LegalGround> missing() {
    return missing;
  }

  /** The problem for a refusal of everything asked; it names no fact the asker may not know. */
  public Code code() {
    return code;
  }
}

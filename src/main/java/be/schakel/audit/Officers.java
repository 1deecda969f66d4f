package be.schakel.audit;

import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.partner.Suspensions;
import be.schakel.problem.Code;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Who somebody is in an audit: the data protection officer, an auditor, a person at a centre. */
@ApplicationScoped
class Officers {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final Set<Purpose> OWNING =
      EnumSet.of(Purpose.CASE_MANAGEMENT, Purpose.MANO_INVESTIGATION);

  @Inject Registries registries;
  @Inject Suspensions suspensions;

  /** What a person is known by in an audit: a keyed hash, the same at every partner. */
  byte[] person(Caller caller) {
    return HexFormat.of().parseHex(suspensions.person(caller.professional().id()));
  }

  boolean isOfficer(Caller caller, Instant now) {
    return registries
        .current()
        .officer(caller.partner().code(), LocalDate.ofInstant(now, BRUSSELS));
  }

  /** Why somebody may not act here as who it is: unattended, or for another purpose. */
  Optional<Code> refusal(Caller caller) {
    if (caller.unattended()) {
      return Optional.of(Code.UNATTENDED_LIMITED);
    }
    var fits =
        caller.partner().kind() == PartnerKind.VK
            ? OWNING.contains(caller.purpose())
            : caller.purpose() == Purpose.AUDIT;
    return fits ? Optional.empty() : Optional.of(Code.PURPOSE_MISMATCH);
  }

  /** Why somebody may not do what only the data protection officer may. */
  Optional<Code> refusalOfOfficer(Caller caller, Instant now) {
    return isOfficer(caller, now) ? refusal(caller) : Optional.of(Code.ONLY_DPO);
  }
}

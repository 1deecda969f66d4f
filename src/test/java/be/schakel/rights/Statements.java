package be.schakel.rights;

import be.schakel.consent.AccessRights.Reach;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Invented statements, as they leave. */
public final class Statements {

  private Statements() {}

  private static LocalizedText same(String text) {
    return new LocalizedText(
        Arrays.stream(Language.values()).collect(Collectors.toMap(each -> each, each -> text)));
  }

  public static StatementView.Disclosed line(String recipient) {
    return new StatementView.Disclosed(
        Optional.of(OffsetDateTime.parse("2026-11-20T15:42:00+01:00")),
        Optional.of(same(recipient)),
        Optional.of(PartnerKind.HOSPITAL),
        List.of(DataCategory.SAFETY_PLAN),
        List.of(),
        Optional.of(LegalGround.CONSENT),
        Optional.empty(),
        Optional.of(same("wet van 1 januari, art. 5")),
        Optional.of(Purpose.CARE_COORDINATION),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static StatementView.Disclosed told() {
    return new StatementView.Disclosed(
        Optional.of(OffsetDateTime.parse("2026-11-19T22:15:00+01:00")),
        Optional.of(same("procureur des Konings")),
        Optional.empty(),
        List.of(DataCategory.CHILD_ID),
        List.of(),
        Optional.of(LegalGround.G3_DANGER_MINOR),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(DisclosureWay.PHONE),
        Optional.empty());
  }

  public static StatementView of(
      Applicant applicant, Reach reach, String language, StatementView.Disclosed... lines) {
    return new StatementView(
        Optional.of(new UUID(1, 1)),
        Optional.of(new UUID(1, 2)),
        Optional.of("7K3M-92QF"),
        Optional.of(new UUID(1, 3)),
        Optional.of(applicant),
        Optional.empty(),
        Optional.of(reach),
        Optional.of(IdentityCheck.EID),
        Optional.of(LocalDate.parse("2026-11-20")),
        Optional.of(LocalDate.parse("2026-11-19")),
        Optional.of(LocalDate.parse("2026-12-04")),
        Optional.of(OffsetDateTime.parse("2026-11-21T10:00:00+01:00")),
        Optional.of(language),
        List.of("Noor"),
        Optional.of(
            new ReferralView.Vk(
                Optional.empty(),
                Optional.of(same("VK Proef")),
                Optional.of("+32 3 000 00 01"),
                Optional.empty(),
                Optional.empty())),
        List.of(lines));
  }
}

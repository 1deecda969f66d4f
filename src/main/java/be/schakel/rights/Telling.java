package be.schakel.rights;

import be.schakel.consent.AccessRights;
import be.schakel.partner.Registry;
import be.schakel.policy.LegalBases;
import be.schakel.policy.LegalBases.LegalBasis;
import be.schakel.referral.CaseFile;
import be.schakel.referral.Submission;
import be.schakel.rights.Statement.Line;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The lines of a statement in words: names of the day, law that held then. */
record Telling(Registry registry, LegalBases law, Instant now) {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  StatementView view(
      CaseFile file,
      AccessRequest request,
      AccessRights.Reach reach,
      boolean secret,
      List<Line> lines) {
    return new StatementView(
        Optional.of(request.id()),
        Optional.of(file.id()),
        file.whole().view(secret).reference(),
        Optional.of(request.child()),
        Optional.of(request.applicant()),
        request.person().flatMap(at -> file.key(request.child(), String.valueOf(at))),
        Optional.of(reach),
        Optional.of(request.identityCheck()),
        Optional.of(request.identityCheckedOn()),
        Optional.of(request.requestedOn()),
        Optional.of(request.answerBy()),
        Optional.of(local(now.truncatedTo(ChronoUnit.SECONDS))),
        Optional.of(request.language()),
        file.submitted(request.child()).map(Submission.Child::givenNames).orElse(List.of()),
        Optional.of(file.contact(secret)),
        lines.stream().map(this::disclosed).toList());
  }

  private StatementView.Disclosed disclosed(Line line) {
    var day = LocalDate.ofInstant(line.at(), BRUSSELS);
    return new StatementView.Disclosed(
        Optional.of(local(line.at())),
        Optional.of(name(line.recipient(), day)),
        line.recipient().kind(),
        List.copyOf(line.categories()),
        line.categories().stream().map(category -> Words.of("what." + category)).toList(),
        line.ground(),
        Optional.of(Words.of(Words.because(line.ground(), line.way()))),
        line.ground().flatMap(ground -> law.on(ground, day)).map(LegalBasis::cited),
        line.purpose(),
        line.purpose().map(purpose -> Words.of("why." + purpose)),
        line.way(),
        line.way().map(way -> Words.of("way." + way)));
  }

  private LocalizedText name(Statement.Recipient recipient, LocalDate day) {
    return recipient
        .partner()
        .flatMap(registry::byCode)
        .map(partner -> new LocalizedText(partner.name(day)))
        .or(() -> recipient.kind().map(LocalizedText::of))
        .or(() -> recipient.authority().map(Telling::asWritten))
        .orElseGet(() -> Words.of("recipient.authority"));
  }

  private static LocalizedText asWritten(String text) {
    Map<Language, String> same =
        Arrays.stream(Language.values())
            .collect(Collectors.toMap(Function.identity(), language -> text));
    return new LocalizedText(same);
  }

  private static OffsetDateTime local(Instant moment) {
    return moment.atZone(BRUSSELS).toOffsetDateTime();
  }
}

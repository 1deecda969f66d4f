package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.LegalBases;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.ConsentContent;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a centre's own cases will soon be shared no longer unless somebody asks the child. */
@ApplicationScoped
public class Lapsing {

  static final int DEFAULT_LIMIT = 20;
  static final int MOST = 100;

  private static final String CHILD = "0";

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,2})d");

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject ConsentRows rows;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * A page of them, the first to end first.
   *
   * @param within such as {@code 60d}
   * @throws SchakelProblem that the caller is no centre, or what is wrong with the question
   */
  @Transactional
  public Released<LapsingView> within(
      Caller caller, String within, int limit, Optional<String> cursor) {
    if (caller.partner().kind() != PartnerKind.VK) {
      throw SchakelProblem.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    if (limit < 1 || limit > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    var now = clock.instant();
    var until = now.atZone(BRUSSELS).plusDays(days(within)).toInstant();
    var after = cursor.map(LapsingCursor::parse).orElse(LapsingCursor.START);
    var found = rows.lapsing(caller.partner().code(), now, until, after, limit + 1);
    var page = found.stream().limit(limit).toList();
    var views = new ArrayList<OfFile<LapsingView>>();
    for (var ending : page) {
      files
          .find(caller, ending.referral(), now)
          .flatMap(file -> view(file, ending, now))
          .ifPresent(views::add);
    }
    var next =
        found.size() > limit
            ? Optional.of(
                new LapsingCursor(page.get(limit - 1).at(), page.get(limit - 1).consent())
                    .toString())
            : Optional.<String>empty();
    return gate.<LapsingView>releasePage(
            caller, LogAction.SEARCH, views, "consents lapsing within=" + within)
        .followedBy(next);
  }

  private static int days(String within) {
    var match = DAYS.matcher(within);
    if (!match.matches()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, "within", "1d, ..., 60d, ..., 999d");
    }
    return Integer.parseInt(match.group(1));
  }

  private Optional<OfFile<LapsingView>> view(
      CaseFile file, ConsentRows.Ending ending, Instant now) {
    var stored =
        new StoredConsents(
            file,
            records.of(file.id()),
            rows.contents(file.id()),
            List.of(),
            new ConsentRules(policies.current()),
            true,
            now);
    return stored.find(ending.consent()).map(consent -> view(stored, consent, ending.at(), now));
  }

  private List<String> addressees(StoredConsents stored, Consent consent, Instant now) {
    var file = stored.file();
    var child = Optional.of(consent.child());
    var notToBeTold =
        files.notToBeTold(file, now).stream()
            .filter(each -> each.child().equals(child))
            .flatMap(each -> each.person().stream())
            .collect(Collectors.toSet());
    return Stream.concat(Stream.of(CHILD), consent.givers().stream().sorted())
        .distinct()
        .flatMap(place -> file.key(consent.child(), place).stream())
        .filter(key -> !notToBeTold.contains(key))
        .toList();
  }

  private OfFile<LapsingView> view(
      StoredConsents stored, Consent consent, Instant endsAt, Instant now) {
    var lastDay = LocalDate.ofInstant(endsAt.minusNanos(1), BRUSSELS);
    var then = stored.standing(consent, endsAt).state();
    var language =
        stored
            .content(consent)
            .flatMap(ConsentContent::language)
            .flatMap(Language::ofTag)
            .orElse(Language.NL);
    var name =
        registries
            .current()
            .byCode(consent.grantee())
            .map(found -> new LocalizedText(found.name(LocalDate.ofInstant(now, BRUSSELS))));
    var categories = consent.categories().stream().sorted().toList();
    var law =
        policies
            .current()
            .legalBases()
            .on(ConsentWords.basis(then), lastDay)
            .map(LegalBases.LegalBasis::words);
    var letter =
        ConsentWords.letter(
            then,
            name.map(names -> names.in(language)).orElse(consent.grantee()),
            categories,
            lastDay,
            language);
    return new OfFile<>(
        stored.file().facts(),
        new LapsingView(
            Optional.of(consent.id()),
            Optional.of(consent.referral()),
            Optional.of(consent.child()),
            Optional.of(consent.grantee()),
            name,
            categories,
            Optional.of(endsAt.atZone(BRUSSELS).toOffsetDateTime()),
            Optional.of(lastDay),
            Optional.of(then),
            Optional.of(ConsentWords.of(then)),
            law,
            Optional.of(
                new LapsingView.Letter(
                    addressees(stored, consent, now),
                    Optional.of(language.tag()),
                    Optional.of(ConsentWords.title(language)),
                    Optional.of(letter),
                    law.map(article -> ConsentWords.law(article, language))))));
  }
}

package be.schakel.rights;

import be.schakel.audit.Embargoed;
import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.External;
import be.schakel.emergency.UntoldUses;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who received what about a person, when and why, as that person may be told: made from the entries
 * of the log and nothing else. Pure.
 *
 * <p>What is left out leaves nothing behind: each line rests only on what it says itself, lines are
 * not counted or numbered, and their order follows from what they say. Two logs that differ only in
 * what has to stay hidden give equal statements.
 */
final class Statement {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  /** Telling these would tell where the child is (H8). */
  private static final Set<DataCategory> PLACES =
      EnumSet.of(DataCategory.ADDRESS, DataCategory.SCHOOL, DataCategory.PLACEMENT);

  /** Who has one of these for its purpose has something to do with how the report was made. */
  private static final Set<Purpose> OF_REPORTERS =
      EnumSet.of(Purpose.SUBMIT, Purpose.FOLLOW_UP_OWN);

  /** What is about the whole family, and so about each of them. */
  private static final Set<DataCategory> OF_FAMILY = EnumSet.of(DataCategory.FAMILY_ID);

  private static final Comparator<Line> IN_ORDER =
      Comparator.comparing(Line::at)
          .thenComparing(line -> line.recipient().kind().map(Enum::name).orElse(""))
          .thenComparing(line -> line.recipient().partner().orElse(""))
          .thenComparing(line -> line.recipient().authority().orElse(""))
          .thenComparing(line -> line.way().map(Enum::name).orElse(""))
          .thenComparing(line -> line.ground().map(Enum::name).orElse(""))
          .thenComparing(line -> line.purpose().map(Enum::name).orElse(""))
          .thenComparing(line -> line.categories().toString());

  private final Terms terms;

  private Statement(Terms terms) {
    this.terms = terms;
  }

  /**
   * What is known about the case and the asker.
   *
   * @param subject the child's pseudonym in the log
   * @param centre the code of the centre that answers
   * @param reporters the codes of who reported, and of whoever took its place since
   * @param secret the address of the child, or of another child of the report, is secret
   * @param tellable the categories that may be named to a data subject
   * @param ownDataOnly the asker may learn only what is about itself too
   * @param toldOfConsents the asker may learn that a consent was used
   * @param untold the uses of break-glass of which the family is not to be told yet
   * @param embargoed what the centre keeps from the family for a time, with a reason
   */
  record Terms(
      UUID referral,
      String subject,
      String centre,
      Set<String> reporters,
      boolean secret,
      Set<DataCategory> tellable,
      boolean ownDataOnly,
      boolean toldOfConsents,
      List<UntoldUses.Use> untold,
      List<Embargoed> embargoed) {

    Terms {
      reporters = Set.copyOf(reporters);
      tellable = Set.copyOf(tellable);
      untold = List.copyOf(untold);
      embargoed = List.copyOf(embargoed);
    }
  }

  /**
   * Who received something.
   *
   * @param partner its code; none where its name would tell what is secret, and for who is no
   *     partner
   * @param authority who is no partner, in the centre's words; none where they would tell the same
   */
  record Recipient(
      Optional<String> partner, Optional<PartnerKind> kind, Optional<String> authority) {}

  /**
   * What somebody received on one day for one reason.
   *
   * @param at the first time on that day, to the minute
   * @param ground none for a centre that had the case itself at the time, and where the centre
   *     named none
   * @param purpose none where it would tell who reported, and outside the gateway
   * @param way for what was told outside the gateway
   */
  record Line(
      Instant at,
      Recipient recipient,
      Set<DataCategory> categories,
      Optional<LegalGround> ground,
      Optional<Purpose> purpose,
      Optional<DisclosureWay> way) {

    Line {
      at = at.truncatedTo(ChronoUnit.MINUTES);
      var ordered = EnumSet.noneOf(DataCategory.class);
      ordered.addAll(categories);
      categories = Collections.unmodifiableSet(ordered);
    }

    /** The same on the same day says no more than that it was read again. */
    private List<Object> sameDay() {
      return List.of(
          LocalDate.ofInstant(at, BRUSSELS), recipient, categories, ground, purpose, way);
    }
  }

  /**
   * The lines, the oldest first.
   *
   * @param entries of the report, of any order; those about other children tell at most that a
   *     recording was replaced
   */
  static List<Line> of(Collection<DisclosureEntry> entries, Terms terms) {
    var statement = new Statement(terms);
    var replaced =
        entries.stream()
            .flatMap(entry -> entry.external().flatMap(External::corrects).stream())
            .collect(Collectors.toSet());
    var lines = new LinkedHashMap<List<Object>, Line>();
    entries.stream()
        .filter(statement::isAbout)
        .filter(entry -> entry.external().map(External::id).filter(replaced::contains).isEmpty())
        .flatMap(
            entry -> entry.external().isPresent() ? statement.told(entry) : statement.read(entry))
        .sorted(IN_ORDER)
        .forEach(line -> lines.putIfAbsent(line.sameDay(), line));
    return List.copyOf(lines.values());
  }

  private boolean isAbout(DisclosureEntry entry) {
    return entry.outcome() != LogOutcome.DENY
        && entry.subject().filter(terms.subject()::equals).isPresent()
        && entry.referral().filter(terms.referral()::equals).isPresent()
        && !isEmbargoed(entry);
  }

  /** By when it was recorded and, outside the gateway, by when it happened as well. */
  private boolean isEmbargoed(DisclosureEntry entry) {
    return terms.embargoed().stream()
        .anyMatch(
            embargo ->
                embargo.covers(entry.recordedAt())
                    || entry
                        .external()
                        .map(External::occurredAt)
                        .filter(embargo::covers)
                        .isPresent());
  }

  /** What left through the gateway. */
  private Stream<Line> read(DisclosureEntry entry) {
    var partner = entry.partner();
    if (partner.isEmpty() || isCentre(partner.get())) {
      return Stream.empty();
    }
    var byGround = new LinkedHashMap<Optional<LegalGround>, Set<DataCategory>>();
    rulings(entry).stream()
        .filter(DisclosureEntry.Ruling::permit)
        .filter(ruling -> mayBeTold(partner, ruling.ground()))
        .filter(ruling -> !isUntold(partner.get(), ruling.ground(), entry.recordedAt()))
        .forEach(
            ruling ->
                byGround
                    .computeIfAbsent(ruling.ground(), first -> EnumSet.noneOf(DataCategory.class))
                    .addAll(tellable(ruling.categories())));
    return byGround.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(
            each ->
                new Line(
                    entry.recordedAt(),
                    recipient(partner, Optional.empty()),
                    each.getValue(),
                    each.getKey(),
                    entry.purpose().filter(purpose -> !OF_REPORTERS.contains(purpose)),
                    Optional.empty()));
  }

  /** What the centre told outside the gateway; the entry's own partner is the centre. */
  private Stream<Line> told(DisclosureEntry entry) {
    var external = entry.external().orElseThrow();
    var partner = external.recipient();
    var categories = tellable(entry.categories());
    if (categories.isEmpty()
        || partner.filter(this::isCentre).isPresent()
        || !mayBeTold(partner, entry.ground())) {
      return Stream.empty();
    }
    return Stream.of(
        new Line(
            external.occurredAt(),
            recipient(partner, external.authority()),
            categories,
            entry.ground(),
            Optional.empty(),
            Optional.of(external.way())));
  }

  /** People who work for the centre are no recipients: GDPR, art. 4(9), C-579/21. */
  private boolean isCentre(DisclosureEntry.Party partner) {
    return partner.code().equals(terms.centre());
  }

  /** An entry that no decision of the policy is about stands for one. */
  private static List<DisclosureEntry.Ruling> rulings(DisclosureEntry entry) {
    if (!entry.decisions().isEmpty()) {
      return entry.decisions();
    }
    return List.of(
        new DisclosureEntry.Ruling(
            true, entry.rule(), entry.ground(), entry.consent(), entry.categories()));
  }

  private boolean mayBeTold(Optional<DisclosureEntry.Party> partner, Optional<LegalGround> ground) {
    var reported =
        partner.map(DisclosureEntry.Party::code).filter(terms.reporters()::contains).isPresent();
    if (ground.isEmpty()) {
      // A centre that had the case: where one moved from tells where the child was
      var centre = partner.filter(one -> one.kind() == PartnerKind.VK).isPresent();
      return !reported && !(centre && terms.secret());
    }
    return switch (ground.get()) {
      // Who is no partner and got its own: the citizen who reported
      case OWN -> partner.isPresent() && !reported;
      case CONSENT -> terms.toldOfConsents();
      // Who supervises within its task is no recipient (GDPR, art. 4(9)), nor who asks about itself
      case G7_SUBJECT_RIGHT, G8_AUDIT -> false;
      default -> true;
    };
  }

  private boolean isUntold(
      DisclosureEntry.Party partner, Optional<LegalGround> ground, Instant at) {
    return ground.equals(Optional.of(LegalGround.G9_VITAL))
        && terms.untold().stream().anyMatch(use -> use.covers(partner.code(), at));
  }

  private Set<DataCategory> tellable(Set<DataCategory> categories) {
    var told = EnumSet.noneOf(DataCategory.class);
    told.addAll(categories);
    told.retainAll(terms.tellable());
    if (terms.secret()) {
      told.removeAll(PLACES);
    }
    if (terms.ownDataOnly()) {
      told.retainAll(OF_FAMILY);
    }
    return told;
  }

  /** With a secret address no name: a practice, a school or a hospital tells the town. */
  private Recipient recipient(Optional<DisclosureEntry.Party> partner, Optional<String> authority) {
    return new Recipient(
        partner.map(DisclosureEntry.Party::code).filter(code -> !terms.secret()),
        partner.map(DisclosureEntry.Party::kind),
        authority.filter(text -> !terms.secret()));
  }
}

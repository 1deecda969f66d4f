package be.schakel.policy;

import be.schakel.policy.Matrix.Cell;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Decides whether one category of one child's data may go to one asker: pure, total, the same
 * answer to the same question for ever.
 *
 * <p>In the order of disclosure policy 5.5: purpose, relation, unattended work, retraction, hard
 * denies, the cell of the matrix and the evidence for its grounds, break-glass. The first step that
 * denies decides; what neither a cell nor break-glass permits is denied. Safe for use by several
 * threads.
 */
public final class Policy {

  private static final HardDeny[] HARD_DENIES = HardDeny.values();
  private static final Set<Obligation> NEUTRAL = Set.of(Obligation.NEUTRAL_CONTACT);

  private static final Set<Letter> BY_CONSENT = EnumSet.of(Letter.C, Letter.G1, Letter.J);

  private static final Ground OWN = new OwnGround();
  private static final Ground OWNER = new OwnerGround();
  private static final Ground VITAL = new VitalGround();
  private static final Ground AUDIT = AuditGround.whole();
  private static final Ground CLOSED = question -> Finding.lacks(Reason.MATRIX_CLOSED);
  private static final Ground BY_VK = question -> Finding.lacks(Reason.SUBJECT_ACCESS_BY_VK);

  private final PolicyData data;
  private final Map<Row, Map<DataCategory, Entry>> entries = new EnumMap<>(Row.class);

  /** A cell made ready: the grounds to try in order, and the rule each permit would name. */
  private record Entry(String rule, List<Candidate> candidates) {}

  private record Candidate(String rule, Ground ground) {}

  public Policy(PolicyData data) {
    this.data = Objects.requireNonNull(data);
    for (var row : Row.values()) {
      var columns = new EnumMap<DataCategory, Entry>(DataCategory.class);
      for (var category : DataCategory.values()) {
        columns.put(category, entry(row, data.matrix().cell(row, category)));
      }
      entries.put(row, columns);
    }
  }

  public String version() {
    return data.version();
  }

  public ConsentTerms consentTerms() {
    return data.consentTerms();
  }

  public SearchRules searchRules() {
    return data.searchRules();
  }

  public LegalBases legalBases() {
    return data.legalBases();
  }

  public BreakGlassTerms breakGlassTerms() {
    return data.breakGlass();
  }

  /** How many days a look-up is kept. */
  public int lookUpDays() {
    return data.lookUpDays();
  }

  /** Whether a consent can ever open this category to a partner of this kind. */
  public boolean consentCanOpen(PartnerKind kind, DataCategory category) {
    return Row.of(kind).stream()
        .flatMap(row -> data.matrix().cell(row, category).letters().stream())
        .anyMatch(BY_CONSENT::contains);
  }

  /**
   * Whether shared secrecy can ever open this category to a partner of this kind. The law itself
   * keeps it from justice, police and schools.
   */
  public boolean sharedSecrecyCanOpen(PartnerKind kind, DataCategory category) {
    return SharedSecrecyGround.mayShareWith(kind)
        && Row.of(kind).stream()
            .flatMap(row -> data.matrix().cell(row, category).letters().stream())
            .anyMatch(Letter.G1::equals);
  }

  /**
   * What a child, parent or trusted person may be told of through the centre; of the rest not even
   * that it exists.
   */
  public Set<DataCategory> toldToSubject() {
    var told = EnumSet.noneOf(DataCategory.class);
    for (var category : DataCategory.values()) {
      if (data.matrix().cell(Row.DATA_SUBJECT, category).letters().contains(Letter.S)) {
        told.add(category);
      }
    }
    return told;
  }

  public GroundTerms groundTerms() {
    return data.groundTerms();
  }

  public ManoTerms manoTerms() {
    return data.manoTerms();
  }

  public SupervisionTerms supervisionTerms() {
    return data.supervisionTerms();
  }

  /** Never throws; every denial says why. */
  public Decision decide(Question question) {
    var asker = question.asker();
    var about = question.about();
    var row = Row.of(asker.kind(), about);
    var related = row == Row.VK_OWNER || !about.relations().isEmpty();

    if (!asker.registered().contains(asker.purpose())) {
      return denyPurpose(Reason.PURPOSE_NOT_REGISTERED, related);
    }
    if (!Purposes.fitAction(question)) {
      return denyPurpose(Reason.PURPOSE_DOES_NOT_FIT, related);
    }
    if (!related) {
      return deny("DENY-NORELATION", Reason.NO_RELATION);
    }
    if (asker.unattended() && !isReceiptOrStatus(question)) {
      return deny("DENY-AUTHN", Reason.UNATTENDED);
    }
    if (row == Row.VK_OWNER) {
      if (about.outsideTeam()) {
        return deny("DENY-TEAM", Reason.OUTSIDE_TEAM);
      }
      if (!data.ownerRoles().permit(asker.role(), question.category())) {
        return deny("DENY-ROLE", Reason.ROLE_NOT_PERMITTED);
      }
    } else {
      if (about.retracted() && !survivesRetraction(question)) {
        return deny("DENY-RETRACTED", Reason.RETRACTED);
      }
      for (var hard : HARD_DENIES) {
        if (hard.hits(question)) {
          return deny(hard.name(), hard.reason());
        }
      }
    }
    if (!data.roleFits(asker, question.category())) {
      return deny("DENY-ROLE", Reason.ROLE_NOT_PERMITTED);
    }
    return byMatrix(question, row);
  }

  private Decision byMatrix(Question question, Row row) {
    var entry = entries.get(row).get(question.category());
    Reason first = null;
    Set<Reason> reasons = null;
    for (var candidate : entry.candidates()) {
      var finding = candidate.ground().examine(question);
      if (finding.granted()) {
        return permit(candidate.rule(), finding.ground(), finding.consent(), question, row);
      }
      var lacking = finding.lacking().orElseThrow();
      if (first == null) {
        first = lacking;
      } else if (lacking != first) {
        if (reasons == null) {
          reasons = new LinkedHashSet<>();
          reasons.add(first);
        }
        reasons.add(lacking);
      }
    }
    // A centre keeps the receipt of what it registered, also when another centre has it since: its
    // row is made for centres that ask about somebody else's report.
    if (row == Row.VK_OTHER && isReceiptOrStatus(question) && OWN.examine(question).granted()) {
      return permit("OWN-RECEIPT", Optional.of(LegalGround.OWN), Optional.empty(), question, row);
    }
    if (Purposes.is(question, Purpose.EMERGENCY) && data.breakGlass().reaches(question)) {
      var vital = VITAL.examine(question);
      return vital.granted()
          ? permit("G9", vital.ground(), vital.consent(), question, row)
          : deny("G9", Reason.NO_BREAK_GLASS);
    }
    if (reasons != null) {
      return deny(entry.rule(), List.copyOf(reasons));
    }
    return deny(first == Reason.PURPOSE_DOES_NOT_FIT ? "DENY-PURPOSE" : entry.rule(), first);
  }

  private Decision permit(
      String rule,
      Optional<LegalGround> ground,
      Optional<UUID> consent,
      Question question,
      Row row) {
    var neutral = question.about().secretAddress() && row != Row.VK_OWNER;
    return new Decision(
        true, rule, ground, List.of(), data.version(), consent, neutral ? NEUTRAL : Set.of());
  }

  private Decision denyPurpose(Reason reason, boolean related) {
    return related
        ? deny("DENY-PURPOSE", reason)
        : deny("DENY-PURPOSE", List.of(reason, Reason.NO_RELATION));
  }

  private Decision deny(String rule, Reason reason) {
    return deny(rule, List.of(reason));
  }

  private Decision deny(String rule, List<Reason> reasons) {
    return new Decision(
        false, rule, Optional.empty(), reasons, data.version(), Optional.empty(), Set.of());
  }

  private static boolean isReceiptOrStatus(Question question) {
    return question.category() == DataCategory.RECEIPT
        || question.category() == DataCategory.STATUS;
  }

  /** The submitter keeps receipt and status; the log stays open to supervision. */
  private static boolean survivesRetraction(Question question) {
    return (isReceiptOrStatus(question) && question.about().relations().contains(Relation.REPORTER))
        || (question.category() == DataCategory.DISCLOSURE_LOG
            && question.asker().kind() == PartnerKind.AUDITOR);
  }

  private static Entry entry(Row row, Cell cell) {
    var candidates =
        cell.letters().stream()
            .flatMap(
                letter ->
                    grounds(row, letter).stream()
                        .map(ground -> new Candidate("MATRIX-" + letter, ground)))
            .toList();
    return new Entry("MATRIX-" + cell.text(), candidates);
  }

  private static List<Ground> grounds(Row row, Letter letter) {
    return switch (letter) {
      case A -> List.of(allow(row));
      case O -> List.of(OWN);
      case C -> List.of(ConsentGround.single());
      case G1 -> List.of(ConsentGround.single(), new SharedSecrecyGround());
      case G4 -> List.of(new ConferenceGround());
      case R -> List.of(new ParketReportGround());
      case J -> List.of(ConsentGround.ofChildAndCarers());
      case W -> List.of(BasicDataGround.onWrittenRequest());
      case B -> List.of(BasicDataGround.underMandate());
      case T -> List.of(AuditGround.metadataOnly());
      case S, N -> List.of(BY_VK);
      case X -> List.of(CLOSED);
    };
  }

  private static Ground allow(Row row) {
    return switch (row) {
      case VK_OWNER -> OWNER;
      case AUDITOR -> AUDIT;
      // The matrix refuses an A anywhere else.
      default -> CLOSED;
    };
  }
}

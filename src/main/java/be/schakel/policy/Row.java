package be.schakel.policy;

import be.schakel.vocabulary.PartnerKind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A row of the matrix: a kind of partner, or what a partner of that kind is to the referral. */
enum Row {
  VK_OWNER("VK (owner)"),
  VK_OTHER("VK (other region)"),
  OCJ("OCJ"),
  HOSPITAL("HOSPITAL"),
  GP("GP"),
  CLB("CLB"),
  FOSTER_CARE("FOSTER_CARE"),
  OPGROEIEN_KG("OPGROEIEN_KG"),
  CAW("CAW"),
  HELPLINE_1712("HELPLINE_1712"),
  NPIE("NPIE"),
  KINDREFLEX_ORG("KINDREFLEX_ORG"),
  POLICE("POLICE"),
  PARKET_OWN("PARKET (own MaNo)"),
  PARKET_ADDRESSEE("PARKET (addressee of a report)"),
  PARKET_OTHER("PARKET (other case)"),
  VEILIG_HUIS("VEILIG_HUIS (in conference)"),
  SCHOOL("SCHOOL"),
  OPGROEIEN_CHILDCARE("OPGROEIEN_CHILDCARE"),
  VECK_CHILDCARE("VECK_CHILDCARE"),
  STATISTICS("STATISTICS"),
  AUDITOR("AUDITOR"),
  /** No partner asks as this one: a person's own request is answered by the centre. */
  DATA_SUBJECT("DATA_SUBJECT (via VK)");

  private static final Map<String, Row> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toMap(row -> row.label, Function.identity()));

  /** The kinds that have one row, of their name; a kind without a row stops the start. */
  private static final Map<PartnerKind, Row> BY_KIND = new EnumMap<>(PartnerKind.class);

  static {
    for (var kind : PartnerKind.values()) {
      if (kind != PartnerKind.VK && kind != PartnerKind.PARKET) {
        BY_KIND.put(kind, valueOf(kind.name()));
      }
    }
  }

  private final String label;

  Row(String label) {
    this.label = label;
  }

  /** As the matrix file names it. */
  String label() {
    return label;
  }

  /** Throws {@link IllegalArgumentException} for a label that is not one. */
  static Row labelled(String label) {
    var row = BY_LABEL.get(label);
    if (row == null) {
      throw new IllegalArgumentException("unknown partner row");
    }
    return row;
  }

  /** Every row a partner of this kind can ask in, whatever it is to the referral. */
  static Set<Row> of(PartnerKind kind) {
    return switch (kind) {
      case VK -> EnumSet.of(VK_OWNER, VK_OTHER);
      case PARKET -> EnumSet.of(PARKET_OWN, PARKET_ADDRESSEE, PARKET_OTHER);
      default -> EnumSet.of(BY_KIND.get(kind));
    };
  }

  static Row of(PartnerKind kind, Circumstances about) {
    return switch (kind) {
      case VK ->
          about.routingRequired() || about.relations().contains(Relation.OWNER)
              ? VK_OWNER
              : VK_OTHER;
      case PARKET -> {
        if (about.relations().contains(Relation.REPORTER)) {
          yield PARKET_OWN;
        }
        yield about.relations().contains(Relation.PARKET_ADDRESSEE)
            ? PARKET_ADDRESSEE
            : PARKET_OTHER;
      }
      default -> BY_KIND.get(kind);
    };
  }
}

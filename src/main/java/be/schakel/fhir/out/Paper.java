package be.schakel.fhir.out;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * What is written for people of one document: headings, lines and tables. There is only so much of
 * it, since a small document may name a long text a thousand times. Not thread-safe.
 */
final class Paper {

  /** Characters: hundreds of pages, which nobody reads. */
  private static final int MOST = 1_000_000;

  private final Set<Narrative> copied = Collections.newSetFromMap(new IdentityHashMap<>());

  /** A long one may be asked about by thousands of sections. */
  private final Map<Narrative, Boolean> saying = new IdentityHashMap<>();

  private int left = MOST;
  private XhtmlNode div;

  /** Goes on with an empty sheet. */
  void begin(String title) {
    div = new XhtmlNode(NodeType.Element, "div");
    ValueInWords.said(title).ifPresent(this::heading);
  }

  void heading(String words) {
    div.para().b().addText(counted(words));
  }

  /** Nothing where there is nothing to say. */
  void line(List<String> words) {
    if (!words.isEmpty()) {
      words.forEach(this::counted);
      div.para().addText(String.join(", ", words));
    }
  }

  /** Whether anything is written there; not where its sender says that nothing is. */
  boolean says(Narrative own) {
    return own.hasDiv()
        && own.getStatus() != NarrativeStatus.EMPTY
        && saying.computeIfAbsent(own, any -> says(own.getDiv()));
  }

  private static boolean says(XhtmlNode node) {
    return node.getNodeType() == NodeType.Text
            && ValueInWords.said(node.getContent().replace('\u00A0', ' ')).isPresent()
        || node.hasAttribute("src")
        || node.hasChildren() && node.getChildNodes().stream().anyMatch(Paper::says);
  }

  /** What somebody else wrote, which is harmless already; each once. */
  void narrative(Narrative own) {
    if (copied.add(own)) {
      div.addTag("div").addChildNodes(own.getDiv().getChildNodes());
    }
  }

  boolean has(Narrative own) {
    return copied.contains(own);
  }

  /**
   * @return where its rows go
   */
  XhtmlNode table(List<String> columns) {
    var table = div.addTag("table");
    var head = table.addTag("thead").tr();
    columns.forEach(column -> head.th().addText(counted(column)));
    return table.addTag("tbody");
  }

  @SafeVarargs
  final void row(XhtmlNode body, List<String>... cells) {
    var row = body.tr();
    for (var cell : cells) {
      cell.forEach(this::counted);
      row.td().addText(String.join("; ", cell));
    }
  }

  /** Puts the sheet there, if anything stands on it. */
  void into(Narrative narrative) {
    if (div.hasChildren()) {
      narrative.setStatus(NarrativeStatus.GENERATED).setDiv(div);
    }
  }

  /** Before anything is made of it. */
  private String counted(String words) {
    left -= words.length();
    if (left < 0) {
      throw SchakelProblem.of(Code.NO_FHIR_DOCUMENT);
    }
    return words;
  }
}

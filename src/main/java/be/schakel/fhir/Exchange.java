package be.schakel.fhir;

import be.schakel.fhir.guide.MediaTypes.Form;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.out.Version;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.Original;
import be.schakel.referral.When;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;

/** How this request was written and how its answer is wanted: {@link Negotiation} finds it out. */
@RequestScoped
class Exchange {

  /** What a client wants back of what it made or changed (RFC 7240, R4 http 3.1.0.1.9). */
  enum Return {
    MINIMAL,
    REPRESENTATION,
    OPERATION_OUTCOME
  }

  private Form in = Form.JSON;
  private Form out = Form.JSON;
  private final Map<String, List<String>> said = new TreeMap<>();
  private Subset subset = Subset.WHOLE;
  private boolean pretty;
  private Return wanted = Return.REPRESENTATION;
  private Set<String> known = Set.of();
  private Set<String> expected = Set.of();
  private Optional<String> version = Optional.empty();
  private When when = When.NOW;
  private Optional<SearchLinks> history = Optional.empty();
  private Optional<byte[]> original = Optional.empty();

  void in(Form form) {
    in = form;
  }

  /** The form of the answer, as the {@code Accept} header has it. */
  void out(Form form) {
    out = form;
  }

  /** The same, said in the address, where it goes before the header. */
  void format(Form form, String word) {
    out = form;
    said.put(Negotiation.FORMAT, List.of(word));
  }

  /**
   * @param words how it was asked for
   */
  void subset(Subset part, Map<String, String> words) {
    subset = part;
    words.forEach((name, word) -> said.put(name, List.of(word)));
  }

  void pretty(boolean wished) {
    pretty = wished;
  }

  void wanted(Return preference) {
    wanted = preference;
  }

  /** The versions that the client has already (If-None-Match). */
  void known(Set<String> versions) {
    known = versions;
  }

  /** The versions that the client means to change (If-Match). */
  void expected(Set<String> versions) {
    expected = versions;
  }

  void askVersion(String asked) {
    version = Optional.of(asked);
    when = Version.since(asked).map(When::from).orElse(When.NOW);
  }

  /**
   * @param links from one page of them to the next
   */
  void askHistory(When page, SearchLinks links) {
    when = page;
    history = Optional.of(links);
  }

  /** Which versions are to be read. */
  When when() {
    return when;
  }

  /** What came, where it was turned into JSON before it is read. */
  void original(byte[] body) {
    original = Optional.of(body);
  }

  /** What came, where that was XML. */
  Optional<byte[]> xml() {
    return original;
  }

  /**
   * What came, for keeping.
   *
   * @param json what is read
   */
  Original original(byte[] json, List<Issue> changes) {
    return new Original(original.orElse(json), in.mediaType(), changes);
  }

  boolean has(String current) {
    return known.contains(current) || known.contains("*");
  }

  /**
   * For what is about to be changed.
   *
   * @param english what it is now
   * @throws SchakelProblem {@link Code#STALE_VERSION} when its reader read something else
   */
  void expect(Resource english) {
    if (!expected.isEmpty() && !expected.contains("*") && !expected.contains(Version.of(english))) {
      throw SchakelProblem.of(Code.STALE_VERSION);
    }
  }

  /** Whether this version may be shown: only what was asked for. */
  boolean asksFor(String current) {
    return version.map(current::equals).orElse(true);
  }

  /** The links of the history that was asked for; empty where none was. */
  Optional<SearchLinks> history() {
    return history.map(links -> links.in(said));
  }

  Form in() {
    return in;
  }

  Form out() {
    return out;
  }

  boolean pretty() {
    return pretty;
  }

  Return wanted() {
    return wanted;
  }

  /** What the next page has to be asked with, to come in the same form. */
  Map<String, List<String>> conditions() {
    return Map.copyOf(said);
  }

  /** A resource in the form of the answer, or the part of it that was asked for. */
  String written(Resource resource) {
    return all(subset.of(resource));
  }

  /** What has no parts to ask for. */
  String all(IBaseResource resource) {
    var writer = out == Form.XML ? R4.xml() : R4.json();
    return writer.setPrettyPrint(pretty).encodeResourceToString(resource);
  }
}

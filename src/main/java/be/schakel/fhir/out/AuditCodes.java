package be.schakel.fhir.out;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.EventView;
import be.schakel.disclosure.Told;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Coding;

/**
 * The codes of every event that the log can tell, read from the events themselves: an event of each
 * is made once. So a search for a code knows which entries to look for, and never knows other codes
 * than the mapping writes. Pure.
 */
public final class AuditCodes {

  private static final UUID ID = new UUID(0, 0);

  private static final Map<Told, AuditEvent> EVENTS =
      Told.all().stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), AuditCodes::example));

  private AuditCodes() {}

  /** By the code parameters of ITI-81, where each finds its codes in an event. */
  public static final Map<String, Function<AuditEvent, List<Coding>>> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "type", event -> List.of(event.getType()),
              "subtype", AuditEvent::getSubtype,
              "outcome",
                  event ->
                      List.of(
                          new Coding(
                              event.getOutcome().getSystem(), event.getOutcome().toCode(), null)),
              "entity-type",
                  event -> event.getEntity().stream().map(each -> each.getType()).toList(),
              "entity-role",
                  event ->
                      event.getEntity().stream()
                          .filter(each -> each.hasRole())
                          .map(each -> each.getRole())
                          .toList()));

  /**
   * What has one of these codes in this place.
   *
   * @param tokens {@code system|code} or {@code code}, separated by commas
   */
  public static Predicate<Told> having(String parameter, String tokens) {
    var codes = PARAMETERS.get(parameter);
    var wanted = List.of(tokens.split(",", -1));
    return told ->
        codes.apply(EVENTS.get(told)).stream()
            .anyMatch(coding -> wanted.stream().anyMatch(token -> names(token, coding)));
  }

  private static boolean names(String token, Coding coding) {
    var bar = token.lastIndexOf('|');
    return bar < 0
        ? token.equals(coding.getCode())
        : token.substring(0, bar).equals(coding.getSystem())
            && (bar == token.length() - 1 || token.substring(bar + 1).equals(coding.getCode()));
  }

  /** Everything that has an identifier of this system among its entities. */
  public static Predicate<Told> naming(String system) {
    return told ->
        EVENTS.get(told).getEntity().stream()
            .anyMatch(each -> system.equals(each.getWhat().getIdentifier().getSystem()));
  }

  /** Everything that has an access token among its entities. */
  public static Predicate<Told> namingToken() {
    return told ->
        EVENTS.get(told).getEntity().stream()
            .map(each -> each.getWhat().getIdentifier().getValue())
            .anyMatch(value -> value != null && value.startsWith(Balp.JTI));
  }

  /** An event of an entry that has all that an entry can have. */
  private static AuditEvent example(Told told) {
    var sort = told.sort();
    var denied = sort.outcome() == LogOutcome.DENY;
    var categories = denied ? Set.<DataCategory>of() : Set.of(DataCategory.STATUS);
    var entry =
        new DisclosureEntry(
            Instant.EPOCH,
            sort.action(),
            sort.outcome(),
            Optional.of(new DisclosureEntry.Party("partner", PartnerKind.HOSPITAL)),
            Optional.of(new DisclosureEntry.Person("1", "nurse")),
            Optional.of(Purpose.CONSULT),
            sort.ofChild() ? Optional.of("pseudonym") : Optional.empty(),
            Optional.of(ID),
            Optional.of(ID).filter(id -> sort.action() == LogAction.DOCUMENT_READ),
            Optional.of("centre"),
            categories,
            Set.of(),
            Optional.empty(),
            "rule",
            "version",
            Optional.of(ID),
            new ArrayList<>(),
            Optional.empty(),
            "request",
            "trace",
            Optional.of("token"),
            Optional.of("192.0.2.1"),
            List.of());
    var view = new EventView(Optional.of(ID), Optional.of(told.aspect()), Optional.of(entry));
    return EventToAudit.map(view, Gateway.at("https://gateway.example"), Language.EN);
  }
}

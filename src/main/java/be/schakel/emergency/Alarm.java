package be.schakel.emergency;

import be.schakel.edge.Times;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.referral.CaseFile;
import be.schakel.vocabulary.BreakGlassReason;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who is told at once of a window of break-glass: those on duty where the child is known, also
 * where nothing was opened; where it is not, those of the centre that the answer names; and always
 * the data protection officer, about no case. Pure.
 *
 * @param until when the window closes
 */
record Alarm(UUID window, Instant until) {

  List<Event> opened(
      Caller caller, BreakGlassReason reason, CaseFile file, Collection<UUID> children) {
    return toDutyList(file, children, codes(caller, reason));
  }

  Event notFound(Caller caller, BreakGlassReason reason, String vk) {
    return Event.of(EventKind.BREAK_GLASS_OPENED, Event.dutyList(vk)).with(codes(caller, reason));
  }

  Event toOfficer(Caller caller, BreakGlassReason reason, int children) {
    var codes = new TreeMap<>(codes(caller, reason));
    codes.put("children", Integer.toString(children));
    return Event.of(EventKind.BREAK_GLASS_OPENED, Event.DPO).with(codes);
  }

  List<Event> renewed(CaseFile file, Collection<UUID> children) {
    return toDutyList(file, children, renewal());
  }

  Event renewedToOfficer() {
    return Event.of(EventKind.BREAK_GLASS_OPENED, Event.DPO).with(renewal());
  }

  /** A report that no centre has yet is told to the officer alone. */
  private List<Event> toDutyList(
      CaseFile file, Collection<UUID> children, Map<String, String> codes) {
    return file.vk().stream()
        .flatMap(
            vk ->
                children.stream()
                    .map(
                        child ->
                            Event.of(EventKind.BREAK_GLASS_OPENED, Event.dutyList(vk), file.id())
                                .about(child)
                                .with(codes)))
        .toList();
  }

  private Map<String, String> codes(Caller caller, BreakGlassReason reason) {
    return Map.of(
        "breakGlass", window.toString(),
        "reason", reason.name(),
        "partner", caller.partner().code(),
        "kind", caller.partner().kind().name(),
        "until", Times.shown(until).toString());
  }

  private Map<String, String> renewal() {
    return Map.of(
        "breakGlass", window.toString(), "renewed", "true", "until", Times.shown(until).toString());
  }
}

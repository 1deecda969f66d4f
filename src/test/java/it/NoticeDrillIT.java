package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import be.schakel.vocabulary.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Eventually;
import testkit.Gateway;
import testkit.PartnerEndpoint;
import testkit.PartnerEndpoint.Mood;
import testkit.Requests;
import testkit.TestPartner;

/**
 * Partners' servers that hang, fail, drop connections, are slow or show a wrong certificate:
 * nothing is lost, nothing comes to the wrong one, and the others do not notice.
 */
@AgainstTheGateway
class NoticeDrillIT {

  private static final int PER_SECOND = 50;
  private static final int SECONDS = Gateway.longDrills() ? 40 : 6;
  private static final int REPORTS = 5;
  private static final Duration P99 = Duration.ofSeconds(2);
  private static final Duration IN_TIME = Duration.ofSeconds(180);
  private static final List<String> WELL =
      List.of("pleegzorg-voorbeeld", "ocj-voorbeeld", "parket-limburg");
  private static final Map<String, Mood> ILL =
      Map.of(
          "uz-voorbeeld", Mood.HANGS,
          "az-tweede", Mood.FAILS,
          "huisarts-voorbeeld", Mood.DROPS,
          "clb-voorbeeld", Mood.SLOW);
  private static final String WRONG = "kind-en-gezin";

  private final Map<String, PartnerEndpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, List<UUID>> reports = new LinkedHashMap<>();
  private final Map<String, List<String>> told = new LinkedHashMap<>();
  private final Map<String, Instant> toldAt = new LinkedHashMap<>();

  @AfterEach
  void close() {
    endpoints.keySet().forEach(NoticeDrillIT::unsubscribe);
    endpoints.values().forEach(PartnerEndpoint::close);
  }

  private static Requests software(String partner) {
    return TestPartner.of(partner)
        .as(partner.startsWith("parket") ? "JUDICIAL_PROTECTION" : "FOLLOW_UP_OWN", "system");
  }

  private void open(String partner) throws Exception {
    var endpoint = PartnerEndpoint.open(Gateway.running().home().resolve("pki"));
    endpoints.put(partner, endpoint);
    Gateway.running().registerEndpoint(partner, endpoint.url());
    var lanes = new ArrayList<UUID>();
    for (int i = 0; i < REPORTS; i++) {
      lanes.add(Uuid7.at(Instant.now()));
    }
    reports.put(partner, lanes);
  }

  private void subscribe(String partner) {
    var wanted =
        object("endpoint", endpoints.get(partner).url(), "kinds", List.of("STATUS_CHANGED"));
    Eventually.holds(
        IN_TIME,
        "the registry is in force",
        () -> software(partner).post("/api/subscriptions", wanted).status() == 201);
  }

  private static void unsubscribe(String partner) {
    for (var left : software(partner).get("/api/subscriptions").json().path("items")) {
      software(partner).delete("/api/subscriptions/" + left.path("id").asText());
    }
  }

  @Test
  void illPartnersLoseNothingAndDelayNobody() throws Exception {
    for (var partner : WELL) {
      open(partner);
    }
    for (var partner : ILL.keySet()) {
      open(partner);
      endpoints.get(partner).is(ILL.get(partner));
    }
    open(WRONG);
    endpoints.get(WRONG).shows("other-ca");
    endpoints.keySet().forEach(this::subscribe);

    happen();
    Eventually.holds(
        IN_TIME, "those who are well have all", () -> WELL.stream().allMatch(this::hasAll));
    var p99 = p99();
    assertTrue(p99.compareTo(P99) < 0, "p99 of those who are well: " + p99);
    for (var partner : List.of("uz-voorbeeld", "az-tweede", "huisarts-voorbeeld", WRONG)) {
      assertEquals(List.of(), endpoints.get(partner).received(), partner);
    }

    for (var endpoint : endpoints.values()) {
      endpoint.is(Mood.WELL);
    }
    endpoints.get(WRONG).shows("server");
    Eventually.holds(
        IN_TIME,
        "all have all",
        () -> {
          anHourLater();
          return endpoints.keySet().stream().allMatch(this::hasAll);
        });

    for (var partner : endpoints.keySet()) {
      for (var got : endpoints.get(partner).received()) {
        assertEquals(partner, got.at("/recipient"), "nothing for another");
      }
      for (var report : reports.get(partner)) {
        assertEquals(
            told.get(report.toString()), arrived(partner, report.toString()), "in their order");
      }
    }
  }

  /** Fifty a second, to everybody in turn. */
  private void happen() {
    var partners = List.copyOf(endpoints.keySet());
    var db = Gateway.running().asOwner();
    var start = System.nanoTime();
    for (int i = 0; i < PER_SECOND * SECONDS; i++) {
      var due = start + i * 1_000_000_000L / PER_SECOND;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      var partner = partners.get(i % partners.size());
      var report = reports.get(partner).get(i / partners.size() % REPORTS);
      var now = Instant.now();
      var id = Uuid7.at(now);
      told.computeIfAbsent(report.toString(), none -> new ArrayList<>()).add(id.toString());
      toldAt.put(id.toString(), now);
      db.useHandle(
          handle ->
              handle.execute(
                  "insert into outbox_event (id, recorded_at, kind, recipient, referral)"
                      + " values (?, ?, 'STATUS_CHANGED', ?, ?)",
                  id,
                  now.atOffset(ZoneOffset.UTC),
                  partner,
                  report));
    }
  }

  private boolean hasAll(String partner) {
    return reports.get(partner).stream()
        .map(UUID::toString)
        .allMatch(
            report ->
                arrived(partner, report).size() == told.getOrDefault(report, List.of()).size());
  }

  /** The notices about a report, each where it came first. */
  private List<String> arrived(String partner, String report) {
    return List.copyOf(
        endpoints.get(partner).about(report).stream()
            .map(PartnerEndpoint.Received::event)
            .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new)));
  }

  private Duration p99() {
    var waits =
        WELL.stream()
            .flatMap(partner -> endpoints.get(partner).received().stream())
            .map(got -> Duration.between(toldAt.get(got.event()), got.at()))
            .sorted()
            .toList();
    var p99 = waits.get((int) Math.ceil(waits.size() * 0.99) - 1);
    System.getLogger(NoticeDrillIT.class.getName())
        .log(
            System.Logger.Level.INFO,
            "notices={0} p50={1} p99={2}",
            waits.size(),
            waits.get(waits.size() / 2),
            p99);
    return p99;
  }

  /**
   * What waits for its next attempt does not wait any longer. Rows that a worker holds are left to
   * the next time: to wait for them would be to wait for one another.
   */
  private static void anHourLater() {
    var db = Gateway.running().asOwner();
    db.useHandle(
        handle ->
            handle.execute(
                "update notice_delivery set next_attempt_at = now() - interval '1 minute' where id in"
                    + " (select id from notice_delivery where state = 'WAITING' for update skip locked)"));
    db.useHandle(
        handle ->
            handle.execute(
                "update notice_reach set failures = 0, open_until = null where partner in"
                    + " (select partner from notice_reach for update skip locked)"));
  }
}

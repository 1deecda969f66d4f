package it;

import static java.util.stream.Collectors.groupingByConcurrent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.ManoYear;
import testkit.MortalGateway;
import testkit.Report;
import testkit.Requests;
import testkit.Seal;
import testkit.Sent;
import testkit.WorkdayTable;
import testkit.deployed.BusinessTimeServlet;
import testkit.deployed.MovedTime;

/**
 * A year of investigations goes by at six centres, through the API, in a deployment whose business
 * time is moved: no deadline is wrong, and every warning comes once.
 */
@EnabledIfSystemProperty(named = "schakel.long", matches = "true")
@AgainstTheGateway
class SimulatedYearIT {

  private static final int REQUESTS = ManoYear.ALL;
  private static final long SEED = 2027;
  private static final int ADMISSIBILITY = 5;
  private static final int TERM = 65;
  private static final Map<Integer, Integer> WARNINGS = Map.of(50, 33, 80, 52, 100, 65);
  private static final List<String> OPEN = List.of("ADMISSIBLE", "INVESTIGATING");
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final LocalDateTime FIRST = LocalDateTime.of(2027, 1, 1, 0, 1);
  private static final LocalDateTime LAST = LocalDateTime.of(2028, 6, 30, 0, 1);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SOMEBODY = "10000000146";
  private static final String COLLEAGUE = "10000000245";

  private final ConcurrentLinkedQueue<Case> cases = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger deadlines = new AtomicInteger();
  private MortalGateway gateway;

  /** A request on its way, and what is expected of it by the table of working days. */
  private static final class Case {
    final ManoYear.Course course;
    final Sent sent;
    final List<ManoYear.Step> taken = new ArrayList<>();

    Case(ManoYear.Course course, Sent sent) {
      this.course = course;
      this.sent = sent;
    }

    LocalDate zero() {
      return course.received().toLocalDate();
    }

    String state() {
      return taken.isEmpty() ? "SUBMITTED" : taken.get(taken.size() - 1).state();
    }

    Optional<LocalDate> due() {
      if (state().equals("SUBMITTED")) {
        return Optional.of(WorkdayTable.after(ADMISSIBILITY, zero()));
      }
      return Optional.of(WorkdayTable.after(TERM, zero())).filter(any -> OPEN.contains(state()));
    }

    /** The percentages of which the centre is warned, with the first look after each. */
    Map<Integer, Instant> warnings() {
      var due = new TreeMap<Integer, Instant>();
      WARNINGS.forEach(
          (percent, days) -> {
            var at = WorkdayTable.after(days, zero()).plusDays(1).atTime(0, 1);
            var stood = taken.stream().filter(step -> step.at().isBefore(at)).toList();
            if (!stood.isEmpty() && OPEN.contains(stood.get(stood.size() - 1).state())) {
              due.put(percent, instant(at));
            }
          });
      return due;
    }
  }

  private static Instant instant(LocalDateTime local) {
    return local.atZone(BRUSSELS).toInstant();
  }

  @Test
  void noDeadlineIsWrongAndEveryWarningComesOnce() throws Exception {
    try (var own = new MortalGateway("year-" + UUID.randomUUID().toString().substring(0, 8))) {
      gateway = own;
      own.with(MovedTime.class, BusinessTimeServlet.class).start();
      var start = System.nanoTime();
      var year = ManoYear.of(REQUESTS, SEED);
      var happens = happens(year);
      for (var moment : happens.entrySet()) {
        move(moment.getKey());
        moment.getValue().parallelStream().forEach(Runnable::run);
      }
      assertEquals(REQUESTS, cases.size());
      var warned = warned();
      System.getLogger(SimulatedYearIT.class.getName())
          .log(
              System.Logger.Level.INFO,
              "referrals={0} requests={1} deadlines={2} warnings={3} seconds={4}",
              cases.size(),
              requests.get(),
              deadlines.get(),
              warned,
              Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }
  }

  /** What happens when: every night the look at the terms, and a look at the lists each month. */
  private TreeMap<LocalDateTime, List<Runnable>> happens(List<ManoYear.Course> year) {
    var happens = new TreeMap<LocalDateTime, List<Runnable>>();
    for (var night = FIRST; night.isBefore(LAST); night = night.plusDays(1)) {
      happens.put(night, List.of());
    }
    for (var month = FIRST.withHour(12); month.isBefore(LAST); month = month.plusMonths(1)) {
      var day = month.toLocalDate();
      happens.put(month, List.of(() -> checkLists(day)));
    }
    var courses = new LinkedHashMap<ManoYear.Course, Case>();
    for (var course : year) {
      at(happens, course.received(), () -> submit(course, courses));
      for (var step : course.steps()) {
        at(happens, step.at(), () -> take(known(courses, course), step));
      }
    }
    return happens;
  }

  private static void at(
      Map<LocalDateTime, List<Runnable>> happens, LocalDateTime moment, Runnable what) {
    happens.computeIfAbsent(moment, none -> new ArrayList<>()).add(what);
  }

  private static Case known(Map<ManoYear.Course, Case> courses, ManoYear.Course course) {
    synchronized (courses) {
      return courses.get(course);
    }
  }

  private void move(LocalDateTime to) {
    gateway
        .partner("vk-antwerpen")
        .withoutToken()
        .beyondTheContract()
        .post(
            "/test/business-time",
            instant(to).toString().getBytes(StandardCharsets.UTF_8),
            "text/plain")
        .expect(204);
  }

  private Requests centre(String code, String person) {
    requests.incrementAndGet();
    return gateway.partner(code).as("MANO_INVESTIGATION", "criminologist", person);
  }

  private Requests prosecutor(String code) {
    return gateway.partner(code).as("JUDICIAL_PROTECTION", "prosecutor");
  }

  private void submit(ManoYear.Course course, Map<ManoYear.Course, Case> courses) {
    requests.incrementAndGet();
    var keys = course.children() == 1 ? new String[] {"c1"} : new String[] {"c1", "c2"};
    var report = Report.ofSiblings(keys).type("MANO").but(json -> json.remove("handlingRequested"));
    for (int i = 0; i < keys.length; i++) {
      ((ObjectNode) report.child(i).get("address"))
          .put("postalCode", course.postalCode())
          .remove("city");
    }
    var role = course.referrer().startsWith("parket") ? "prosecutor" : "social-worker";
    var sent = Sent.by(gateway.partner(course.referrer()).as("SUBMIT", role), report);
    var one = new Case(course, sent);
    synchronized (courses) {
      courses.put(course, one);
    }
    cases.add(one);
    check(
        one,
        centre(course.centre(), SOMEBODY).get("/api/mano/" + sent.id()).expect(200),
        course.received().toLocalDate());
  }

  private void take(Case one, ManoYear.Step step) {
    var said = object("done", true, "how", "gesprek");
    var move = object("state", step.state());
    switch (step.state()) {
      case "NOT_ADMISSIBLE" -> move.put("reason", "NO_TEAM_DECISION");
      case "CASE_MANAGEMENT" -> move.put("mode", "INTERVENING").set("view", said);
      case "NO_SOCIETAL_NECESSITY" -> move.set("view", said);
      case "TRANSFERRED" -> move.put("transferTo", "ocj-voorbeeld");
      default -> move.without("mode");
    }
    if (move.has("view")) {
      move.set("rights", said);
    }
    var path = "/api/mano/" + one.sent.id();
    var centre = one.course.centre();
    if (step.state().equals("REPORTED_TO_PARKET")) {
      report(one, said);
    } else {
      centre(centre, SOMEBODY).post(path + "/state", move).expect(200);
    }
    one.taken.add(step);
    check(one, centre(centre, SOMEBODY).get(path).expect(200), step.at().toLocalDate());
    if (one.course.referrer().startsWith("parket")) {
      requests.incrementAndGet();
      var seen = prosecutor(one.course.referrer()).get(path).expect(200);
      check(one, seen, step.at().toLocalDate());
    }
  }

  private void report(Case one, ObjectNode said) {
    var bytes = ("%PDF-1.7 " + one.sent.id()).getBytes(StandardCharsets.UTF_8);
    var centre = one.course.centre();
    var children = new ArrayList<String>();
    for (int i = 0; i < one.course.children(); i++) {
      children.add(one.sent.child(i));
    }
    var seal =
        Seal.by(
            gateway.partner(centre),
            one.sent.id(),
            children,
            List.of("CHILD_ID", "CONCERN"),
            bytes);
    var data = Base64.getEncoder().encodeToString(bytes);
    var report =
        object(
            "document",
            object("contentType", "application/pdf", "data", data),
            "seal",
            seal,
            "addressee",
            "parket-limburg",
            "addresseeReason",
            "proef",
            "family",
            said,
            "view",
            said,
            "rights",
            said);
    var path = "/api/mano/" + one.sent.id() + "/parket-report";
    var made = centre(centre, SOMEBODY).post(path, report).expect(201);
    centre(centre, COLLEAGUE).post(path + "/" + made.at("/id") + "/confirmation", "").expect(200);
  }

  /** What the gateway says is due, against the table. */
  private void check(Case one, Answer shown, LocalDate today) {
    deadlines.incrementAndGet();
    assertEquals(one.state(), shown.at("/state"), one.course::toString);
    var due = one.due();
    assertEquals(due.map(LocalDate::toString).orElse(""), shown.at("/due"), one.course::toString);
    assertEquals(
        due.map(day -> Integer.toString(WorkdayTable.left(today, day))).orElse(""),
        shown.at("/daysLeft"),
        one.course::toString);
    if (one.taken.stream().anyMatch(step -> step.state().equals("ADMISSIBLE"))) {
      assertEquals(one.zero().toString(), shown.at("/term/dayZero"));
      assertEquals(WorkdayTable.after(TERM, one.zero()).toString(), shown.at("/term/due"));
      assertEquals(Integer.toString(TERM), shown.at("/term/workingDays"));
    }
  }

  /** What is due to each centre and to a parket, the first first, nothing left out. */
  private void checkLists(LocalDate today) {
    var all = cases.stream().filter(one -> one.due().isPresent()).toList();
    var ofCentre = all.stream().collect(groupingByConcurrent(one -> one.course.centre()));
    ofCentre.forEach((code, theirs) -> checkList(() -> centre(code, SOMEBODY), theirs, today));
    all.stream()
        .filter(one -> one.course.referrer().startsWith("parket"))
        .collect(groupingByConcurrent(one -> one.course.referrer()))
        .forEach((code, theirs) -> checkList(() -> prosecutor(code), theirs, today));
  }

  private void checkList(Supplier<Requests> who, List<Case> theirs, LocalDate today) {
    var expected =
        theirs.stream()
            .sorted(
                Comparator.comparing((Case one) -> one.due().orElseThrow())
                    .thenComparing(one -> one.sent.id()))
            .map(
                one ->
                    one.sent.id()
                        + " "
                        + one.due().orElseThrow()
                        + " "
                        + WorkdayTable.left(today, one.due().orElseThrow()))
            .toList();
    var listed =
        items(who, "/api/mano/deadlines?limit=20", "&cursor=").stream()
            .map(
                item ->
                    item.path("id").asText()
                        + " "
                        + item.path("due").asText()
                        + " "
                        + item.path("daysLeft").asText())
            .toList();
    assertEquals(expected, listed);
    deadlines.addAndGet(listed.size());
  }

  private static List<JsonNode> items(Supplier<Requests> who, String path, String more) {
    var items = new ArrayList<JsonNode>();
    var next = "";
    do {
      var page = who.get().get(path + (next.isEmpty() ? "" : more + next)).expect(200);
      page.json().path("items").forEach(items::add);
      next = page.json().path("next").asText("");
    } while (!next.isEmpty());
    return items;
  }

  /** Every warning as its centre pulls it, once each and at its time; how many. */
  private int warned() {
    var expected = new HashSet<String>();
    for (var one : cases) {
      one.warnings()
          .forEach((percent, at) -> expected.add(one.sent.id() + " " + percent + " at " + at));
    }
    var centres = cases.stream().map(one -> one.course.centre()).distinct().toList();
    var told = new ArrayList<String>();
    Eventually.holds(
        SOON,
        "every warning has its place",
        () -> {
          told.clear();
          centres.forEach(code -> told.addAll(told(code)));
          return told.size() >= expected.size();
        });
    assertEquals(expected, new HashSet<>(told));
    assertEquals(expected.size(), told.size(), "once each");
    assertTrue(told.size() > REQUESTS / 2, "a year without warnings shows nothing");
    return told.size();
  }

  private List<String> told(String centre) {
    return items(() -> centre(centre, SOMEBODY), "/api/events?limit=200", "&after=").stream()
        .filter(notice -> notice.path("kind").asText().equals("MANO_DEADLINE"))
        .map(
            notice ->
                notice.path("referral").asText()
                    + " "
                    + notice.at("/codes/percent").asText()
                    + " at "
                    + OffsetDateTime.parse(notice.path("at").asText())
                        .toInstant()
                        .truncatedTo(ChronoUnit.MINUTES))
        .toList();
  }
}

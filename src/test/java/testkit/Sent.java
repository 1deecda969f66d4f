package testkit;

import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;

/** A report that the gateway has, and what partners do with it. */
public record Sent(Answer receipt) {

  /** Submitted by uz-voorbeeld. */
  public static Sent byHospital(Report report) {
    return by(TestPartner.of("uz-voorbeeld"), report);
  }

  public static Sent by(TestPartner partner, Report report) {
    return by(partner.as("SUBMIT"), report);
  }

  public static Sent by(Requests requests, Report report) {
    return new Sent(requests.post("/api/referrals", report.json()).expect(201));
  }

  public String id() {
    return receipt.at("/id");
  }

  public String reference() {
    return receipt.at("/reference");
  }

  public String path() {
    return "/api/referrals/" + id();
  }

  /** The id of the child of this place. */
  public String child(int index) {
    return receipt.at("/children/" + index + "/id");
  }

  /** The id of the document of this place. */
  public String document(int index) {
    return receipt.at("/documents/" + index + "/id");
  }

  public String documentPath(int index) {
    return path() + "/documents/" + document(index);
  }

  /** The centre of Antwerpen at work. */
  public static Requests antwerpen() {
    return centre("vk-antwerpen");
  }

  /** A centre at work. */
  public static Requests centre(String code) {
    return TestPartner.of(code).as("CASE_MANAGEMENT", "social-worker");
  }

  /** The hospital that looks after its own report. */
  public static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN");
  }

  public Answer read(Requests reader) {
    return reader.get(path());
  }

  public Answer move(Requests centre, String status) {
    return centre.post(path() + "/status", object("status", status));
  }

  /** Moved by its centre; must succeed. */
  public Sent moved(Requests centre, String... states) {
    for (var state : states) {
      move(centre, state).expect(200);
    }
    return this;
  }

  public Answer transfer(Requests centre, String to) {
    return centre.post(path() + "/status", object("status", "TRANSFERRED", "transferTo", to));
  }

  public Answer contribute(Requests centre, JsonNode contribution) {
    return centre.post(path() + "/contributions", contribution);
  }

  /** Advice of the centre, addressed to a partner. */
  public Answer advise(Requests centre, String text, String audience) {
    return contribute(
        centre,
        object("category", "ADVICE", "text", text, "audience", java.util.List.of(audience)));
  }

  public Answer develop(Requests submitter, String text) {
    return submitter.post(
        path() + "/developments", object("occurredAt", "2026-01-02T10:00:00+01:00", "text", text));
  }

  public Answer retract(Requests submitter, String reason) {
    return submitter.post(path() + "/retraction", object("reason", reason));
  }
}

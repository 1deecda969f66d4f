package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Gateway;
import testkit.Invented;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;
import testkit.Wire;

/** Nothing about anybody ever reaches the logs that an operator sees. */
@AgainstTheGateway
class SecretsIT {

  private static final String ACTOR_NAME = "Dr. Proef Persoon";

  @Test
  void logsHoldNoNameNoNumberNoTextNoSubject() throws Exception {
    var secrets = new ArrayList<String>(List.of(ACTOR_NAME, TestPartner.SOMEBODY));
    secrets.addAll(everyWayToSayIt());
    secrets.addAll(Invented.all());
    for (var code :
        List.of("uz-voorbeeld", "az-tweede", "huisarts-voorbeeld", "suspended", "revoked")) {
      var certificate = TestPartner.of(code).certificate();
      secrets.add(certificate.getSubjectX500Principal().getName());
      secrets.add(certificate.getSubjectX500Principal().toString());
    }
    secrets.addAll(
        List.of("NIHII-HOSPITAL=71990133", "71990133", "SSIN=75000000122", "75000000122"));

    var found = new TreeSet<String>();
    var logs = logs();
    for (var secret : secrets) {
      for (var log : logs) {
        if (log.contains(secret)) {
          found.add(line(log, secret));
        }
      }
    }
    assertEquals(new TreeSet<String>(), found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept", "Content-Type", "Accept-Language"})
  void headerThatCannotBeReadIsNotQuotedInTheLog(String header) throws IOException {
    var secret = "Proef" + UUID.randomUUID();

    for (var value : List.of(secret, "*;q=" + secret)) {
      Sent.hospital().beyondTheContract().with(header, value).get("/api/ping");
    }

    for (var log : logs()) {
      assertFalse(log.contains(secret), () -> line(log, secret));
    }
  }

  @Test
  void noIncidentFileIsWritten() throws IOException {
    assertTrue(Files.notExists(Gateway.running().logs().resolve("ffdc")), "objects of requests");
  }

  private static String line(String log, String secret) {
    var at = log.indexOf(secret);
    var start = log.lastIndexOf('\n', at) + 1;
    var end = log.indexOf('\n', at);
    return log.substring(start, end < 0 ? log.length() : end);
  }

  private static List<String> logs() throws IOException {
    var gateway = Gateway.running();
    var logs = new ArrayList<String>();
    for (var directory : List.of(gateway.logs(), gateway.home().resolve("database"))) {
      try (var files = Files.walk(directory)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> file.toString().endsWith(".log") || file.toString().contains("ffdc"))
            .map(SecretsIT::read)
            .forEach(logs::add);
      }
    }
    assertTrue(logs.stream().anyMatch(log -> log.contains("CWWK")), "the server's log is read");
    return logs;
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Sends personal things to every place where they could be written down; gives them back. */
  private static List<String> everyWayToSayIt() throws Exception {
    var word = Invented.word("geheim");
    var name = Invented.familyName();
    var insz = Invented.insz();
    var hospital = TestPartner.of("uz-voorbeeld").as("SUBMIT");

    var report = Report.ofOneChild().document("MEDICAL", "text/plain", word.getBytes());
    report.json().put("facts", word);
    report.child(0).put("familyName", name).put("insz", insz);
    var sent = Sent.by(hospital, report);
    sent.read(Sent.antwerpen()).expect(200);
    Sent.antwerpen().get(sent.documentPath(0)).expect(200);
    sent.develop(Sent.hospital(), word).expect(201);
    sent.advise(Sent.antwerpen(), word, "uz-voorbeeld").expect(201);
    Sent.antwerpen().post("/api/referrals/search", object("childInsz", insz)).expect(200);

    // As what is refused, in every part of a request
    hospital.post("/api/referrals", "{\"facts\": \"" + word + "\", ").expect(400);
    hospital.post("/api/referrals", object(word, name)).expect(422);
    hospital.post("/api/referrals", object("type", word, "children", name)).expect(422);
    report.json().put("facts", word + "\u0000");
    hospital.post("/api/referrals", report.json()).expect(422);
    hospital.with("X-Request-Id", insz).get("/api/ping").expect(200);
    hospital.with("traceparent", word).get("/api/ping").expect(200);
    hospital.with("Accept-Language", word).get("/api/ping");
    hospital.with("Accept", word + "/" + name).beyondTheContract().get("/api/ping");
    hospital.with("User-Agent", word).with("Referer", "https://x.example/" + word).get("/api/ping");
    hospital.with("Idempotency-Key", "two " + word).post("/api/referrals", report.json());
    hospital.beyondTheContract().get("/api/referrals/" + insz);
    hospital.beyondTheContract().get("/api/" + word + "?" + name + "=" + insz);
    hospital.beyondTheContract().get("/" + word + "/" + insz);
    hospital.beyondTheContract().get("/fhir/Patient?identifier=x%7C" + insz);
    hospital.beyondTheContract().get("/fhir/Patient/" + word);
    hospital
        .beyondTheContract()
        .post("/fhir", "{\"resourceType\": \"" + word, "application/fhir+json");
    hospital
        .beyondTheContract()
        .post(
            "/fhir",
            "{\"resourceType\": \"Bundle\", \"type\": \"transaction\", \""
                + name
                + "\": \""
                + word
                + "\"}",
            "application/fhir+json");
    TestPartner.of("uz-voorbeeld").withToken(word).get("/api/ping").expect(401);
    var form = TestPartner.form("SUBMIT", "physician");
    form.put("subject_name", name);
    form.put("subject_id", word);
    TestPartner.of("uz-voorbeeld").askToken(form).expect(400);
    form.put("purpose_of_use", word);
    TestPartner.of("uz-voorbeeld").askToken(form).expect(400);
    for (var line :
        List.of(
            "GET /api/%zz" + word + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /api/../" + word + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /api/ping HTTP/1.1\r\nHost: "
                + word
                + "\r\n"
                + word
                + "\r\nConnection: close\r\n\r\n",
            word + " /api/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "POST /api/referrals HTTP/1.1\r\nHost: x\r\nContent-Length: " + word + "\r\n\r\n")) {
      try (var wire = Wire.of(TestPartner.of("uz-voorbeeld"), new String[0])) {
        wire.send(line);
      } catch (IOException cutOff) {
        // Also an answer
        continue;
      }
    }
    return List.of(word, name, insz);
  }
}

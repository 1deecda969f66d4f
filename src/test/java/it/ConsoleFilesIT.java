package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Requests;
import testkit.TestPartner;

/** The files of the console, as any client finds them. */
@AgainstTheGateway
class ConsoleFilesIT {

  /** Files are no part of the contract. */
  private static Requests anybody() {
    return TestPartner.of("caw-voorbeeld").withoutToken().beyondTheContract();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "index.html", "main.js", "texts/fr.js", "style.css", "codes/nl.json"})
  void aBrowserIsToldToDoNothingElse(String file) {
    var answer = anybody().get("/console/" + file).expect(200);
    var policy = List.of(answer.header("Content-Security-Policy").orElseThrow().split("; "));
    assertEquals("default-src 'none'", policy.get(0));
    for (var rule :
        List.of(
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'")) {
      assertTrue(policy.contains(rule), rule);
    }
    assertEquals("nosniff", answer.header("X-Content-Type-Options").orElseThrow());
    assertEquals("no-referrer", answer.header("Referrer-Policy").orElseThrow());
    assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy").orElseThrow());
    assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy").orElseThrow());
    assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
  }

  @Test
  void theFolderLeadsToThePage() {
    var answer = anybody().get("/console").expect(301);
    assertEquals("/console/", answer.header("Location").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "texts/",
        "texts/de.js",
        "WEB-INF/web.xml",
        "codes/de.json",
        "x.jsp"
      })
  void thereIsNothingElse(String file) {
    anybody().get("/console/" + file).expect(404);
  }

  @Test
  void anotherSiteMayLinkToThePageButLoadsNothingOfIt() {
    var elsewhere = anybody().with("Sec-Fetch-Site", "cross-site");
    elsewhere.with("Sec-Fetch-Mode", "navigate").get("/console/").expect(200);
    elsewhere.with("Sec-Fetch-Mode", "no-cors").get("/console/main.js").expect(403);
    elsewhere.with("Sec-Fetch-Mode", "cors").get("/console/main.js").expect(403);
  }
}

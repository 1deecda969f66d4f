package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Gateway;

/** The tour that a newcomer plays. */
@AgainstTheGateway
class TourIT {

  private record Played(int exit, String said) {}

  @Test
  void everyStepGivesWhatItShouldAlsoOnTheSameDataAgain() throws Exception {
    for (int i = 0; i < 2; i++) {
      var played = play(Gateway.running().uri("").toString());

      assertEquals(0, played.exit(), played.said());
      assertTrue(played.said().contains("all as they should be"), played.said());
    }
  }

  @Test
  void itFailsAndSaysWhyWhereNobodyAnswers() throws Exception {
    var played = play(Gateway.running().plainUri("").toString().replace("http:", "https:"));

    assertEquals(1, played.exit(), played.said());
    assertTrue(played.said().contains("nothing answers"), played.said());
  }

  private static Played play(String address) throws IOException, InterruptedException {
    var command = new ProcessBuilder("bash", "src/tour/tour.sh").redirectErrorStream(true);
    command.environment().put("SCHAKEL_URL", address);
    command
        .environment()
        .put(
            "SCHAKEL_PKI",
            Path.of("").resolve(Gateway.running().pki("")).toAbsolutePath().toString());
    var tour = command.start();
    tour.getOutputStream().close();
    var said = new String(tour.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Played(tour.waitFor(), said);
  }
}

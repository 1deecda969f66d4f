package be.schakel.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code schakel-verify} says of the gateway's log: the program shares no code with the log,
 * so other tests let it judge.
 *
 * @param code 0 proven, 1 disproven, 2 unusable
 */
public record Verdict(int code, String said) {

  /**
   * @param input what is typed when the program asks, such as a password
   */
  public static Verdict of(String input, Object... words) {
    var said = new ByteArrayOutputStream();
    var print = new PrintStream(said, true, StandardCharsets.UTF_8);
    var args = new ArrayList<>(List.of("--lang", "en"));
    Arrays.stream(words).map(Object::toString).forEach(args::add);
    var typed = new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8));
    var code = new Program(Clock.systemUTC()).run(args, typed, print, print);
    return new Verdict(code, said.toString(StandardCharsets.UTF_8));
  }

  public boolean proven() {
    return code == 0;
  }

  public boolean disproven() {
    return code == 1;
  }
}

package be.schakel.verify;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Where {@code java -jar schakel-verify.jar} begins. */
public final class Main {

  private Main() {}

  /** Ends the process with the exit code of {@link Program}. */
  public static void main(String[] args) {
    var program = new Program(Clock.systemUTC());
    var code =
        program.run(
            List.of(args), System.in, toUtf8(FileDescriptor.out), toUtf8(FileDescriptor.err));
    System.exit(code);
  }

  /** Signature lines begin with a dash that not every machine's own encoding has. */
  private static PrintStream toUtf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }
}

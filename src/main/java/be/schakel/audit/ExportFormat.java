package be.schakel.audit;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an export is written as. */
public enum ExportFormat {
  /** One entry a line, as the search of the log shows it (ndjson.org). */
  NDJSON("application/x-ndjson"),
  /** One entry a line below a line of names (RFC 4180). */
  CSV("text/csv");

  static final String ALL = "ndjson, csv";

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** As the log names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one that was asked for by name, else the first that the client accepts.
   *
   * @throws SchakelProblem {@link Code#INVALID_PARAMETER}
   */
  static ExportFormat of(Optional<String> named, List<MediaType> accepted) {
    if (named.isPresent()) {
      return Arrays.stream(values())
          .filter(format -> format.word().equals(named.get()))
          .findFirst()
          .orElseThrow(() -> SchakelProblem.of(Code.INVALID_PARAMETER, "format", ALL));
    }
    return accepted.stream()
        .flatMap(type -> Arrays.stream(values()).filter(format -> format.is(type)))
        .findFirst()
        .orElse(NDJSON);
  }

  private boolean is(MediaType accepted) {
    return accepted.isCompatible(MediaType.valueOf(mediaType));
  }
}

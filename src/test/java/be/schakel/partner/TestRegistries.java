package be.schakel.partner;

import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.VkRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import testkit.TestDatabase;

/** Small registries for the tests of other rooms, with single quotes for legibility. */
public final class TestRegistries {

  private static final String EVERY_PURPOSE =
      Stream.of(Purpose.values())
          .map(purpose -> "'" + purpose + "'")
          .collect(Collectors.joining(", ", "'purposes': [", "]"));

  private static final String DUTY_LIST =
      "'dutyList': [{'email': 'wacht@vk-limburg.example', 'language': 'nl'},"
          + " {'email': 'achterwacht@vk-limburg.example', 'language': 'fr'}]";

  private TestRegistries() {}

  /** Two centres, a hospital, and the auditor {@code auditor} with these engagements. */
  public static Registry withEngagements(String... engagements) throws RegistryRefused {
    return RegistryFile.read(text(engagements));
  }

  /**
   * The six centres, each called after its region ({@code vk-oost-vlaanderen}), and partners called
   * after their kind ({@code uz}, {@code az}, {@code clb}, {@code parket}, {@code politie}, {@code
   * pleegzorg}). Two are on duty at the one of Limburg, nobody at the others.
   */
  public static Registry withSixCentres() {
    try {
      return RegistryFile.read(sixCentres());
    } catch (RegistryRefused wrong) {
      throw new IllegalStateException(wrong);
    }
  }

  /** The same as it is in force on a node. */
  public static Registries sixCentresInForce(Path directory, Clock clock) throws IOException {
    return inForce(directory, clock, sixCentres());
  }

  /** A registry with engagements as it is in force on a node. */
  public static Registries inForce(Path directory, Clock clock, String... engagements)
      throws IOException {
    return inForce(directory, clock, text(engagements));
  }

  /** A hospital {@code uz} whose certificate ends then. */
  public static Registries withCertificate(Path directory, Clock clock, Instant end)
      throws IOException {
    var certificate =
        "'certificates': [{'thumbprint': '%s', 'notAfter': '%s'}]".formatted(RegistryText.AA, end);
    return inForce(
        directory, clock, RegistryText.of(RegistryText.partner("uz", "HOSPITAL", certificate)));
  }

  /** A hospital {@code uz} that may be told there. */
  public static Registries withEndpoint(Path directory, Clock clock, String url, String authority)
      throws IOException {
    var endpoints =
        "'endpoints': [{'use': 'events', 'url': '%s', 'authority': '%s'}]"
            .formatted(url, authority.replace("\n", "\\n"));
    return inForce(
        directory, clock, RegistryText.of(RegistryText.partner("uz", "HOSPITAL", endpoints)));
  }

  private static Registries inForce(Path directory, Clock clock, byte[] text) throws IOException {
    var file = Files.write(directory.resolve("partners.json"), text);
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate partner_registry"));
    var registries =
        new Registries(new RegistryVersions(TestDatabase.asApplication()), file, clock);
    registries.look();
    return registries;
  }

  /** An engagement of {@code auditor}; without {@code to} a standing one. */
  public static String engagement(String id, String from, String to, String... centres) {
    return "{'id': '%s', 'auditor': 'auditor', 'from': '%s'%s, 'centres': ['%s']}"
        .formatted(
            id, from, to.isEmpty() ? "" : ", 'to': '" + to + "'", String.join("', '", centres));
  }

  private static byte[] text(String... engagements) {
    var partners =
        String.join(
            ",\n",
            RegistryText.centre("vk-een", "LIMBURG"),
            RegistryText.centre("vk-twee", "BRUSSEL"),
            RegistryText.partner("ziekenhuis", "HOSPITAL", ""),
            RegistryText.partner("auditor", "AUDITOR", ""));
    return RegistryText.with(partners, String.join(",\n", engagements));
  }

  private static byte[] sixCentres() {
    var centres =
        Stream.of(VkRegion.values())
            .map(
                region ->
                    RegistryText.centre(
                        "vk-" + region.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        region.name()));
    var partners =
        Stream.of(
                "uz HOSPITAL",
                "az HOSPITAL",
                "clb CLB",
                "parket PARKET",
                "politie POLICE",
                "pleegzorg FOSTER_CARE",
                "veilighuis VEILIG_HUIS")
            .map(each -> each.split(" "))
            .map(each -> RegistryText.partner(each[0], each[1], ""));
    return RegistryText.of(
        Stream.concat(centres, partners)
            .map(each -> each.replace("'names'", EVERY_PURPOSE + ", 'names'"))
            .map(each -> each.replace("'region': 'LIMBURG'", DUTY_LIST + ", 'region': 'LIMBURG'"))
            .toArray(String[]::new));
  }
}

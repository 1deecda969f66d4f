package be.schakel.partner;

import java.nio.charset.StandardCharsets;

/** Small registries as an operator would write them, with single quotes for legibility. */
final class RegistryText {

  static final String AA = "aa".repeat(32);
  static final String BB = "bb".repeat(32);

  static final String GENERAL =
      """
      'generalContact': {'names': {'nl': 'Algemeen', 'fr': 'Général', 'en': 'General'},
        'phone': '+32 78 00 00 00'}""";

  private RegistryText() {}

  static byte[] bytes(String quoted) {
    return quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static byte[] of(String... partners) {
    return with(String.join(",\n", partners), "");
  }

  static byte[] with(String partners, String engagements) {
    return bytes(
        "{%s, 'partners': [%s], 'engagements': [%s]}".formatted(GENERAL, partners, engagements));
  }

  /** A partner with one dated name and whatever else is given. */
  static String partner(String code, String kind, String more) {
    var name = "{'from': '2024-01-01', 'nl': '%1$s', 'fr': '%1$s', 'en': '%1$s'}".formatted(code);
    return "{'code': '%s', 'kind': '%s', 'names': [%s]%s}"
        .formatted(code, kind, name, more.isEmpty() ? "" : ", " + more);
  }

  static String certificate(String thumbprint) {
    return "'certificates': [{'thumbprint': '%s'}]".formatted(thumbprint);
  }

  static String centre(String code, String region) {
    return partner(code, "VK", "'region': '%s', 'phone': '+32 3 000 00 01'".formatted(region));
  }
}

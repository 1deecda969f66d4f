package be.schakel.demo;

import be.schakel.demo.DemoAuthority.Usage;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * What stands in a demo certificate, and in which way, if any, it must fail.
 *
 * <p>All numbers are invented: they pass their checks and belong to nobody. Hospitals and the
 * general practitioner carry subjects as eHealth issues them, with commas and equals signs inside
 * the common name, so that nothing ever splits a subject by hand.
 */
record DemoSubject(String code, X500Name name, Usage usage, Flaw flaw) {

  /** Why the gateway must refuse it although it looks like the others. */
  enum Flaw {
    NONE,
    EXPIRED,
    REVOKED,
    OTHER_AUTHORITY
  }

  static final String ORGANISATION = "Schakel demo";

  private static final List<String> PLAIN =
      List.of(
          "vk-antwerpen",
          "vk-brussel",
          "vk-limburg",
          "vk-oost-vlaanderen",
          "vk-vlaams-brabant",
          "vk-west-vlaanderen",
          "ocj-voorbeeld",
          "clb-voorbeeld",
          "pleegzorg-voorbeeld",
          "parket-antwerpen",
          "parket-limburg",
          "kind-en-gezin",
          "politie-voorbeeld",
          "school-voorbeeld",
          "hulplijn-1712",
          "npie",
          "caw-voorbeeld",
          "veilig-huis-voorbeeld",
          "kindreflex-voorbeeld",
          "opgroeien-kinderopvang",
          "veck-kinderopvang",
          "veck-statistiek",
          "auditor",
          "auditor-persoon",
          "dpo",
          "dpo-persoon",
          "unregistered",
          "suspended");

  static List<DemoSubject> all() {
    var special =
        Stream.of(
            new DemoSubject(
                "uz-voorbeeld",
                eHealth("NIHII-HOSPITAL=71990133, SCHAKEL", "71990133"),
                Usage.CLIENT,
                Flaw.NONE),
            new DemoSubject(
                "az-tweede",
                eHealth("NIHII-HOSPITAL=71990232, SCHAKEL", "71990232"),
                Usage.UNSTATED,
                Flaw.NONE),
            new DemoSubject(
                "huisarts-voorbeeld",
                eHealth("SSIN=75000000122", "75000000122"),
                Usage.CLIENT,
                Flaw.NONE),
            new DemoSubject("expired", plain("expired"), Usage.CLIENT, Flaw.EXPIRED),
            new DemoSubject("revoked", plain("revoked"), Usage.CLIENT, Flaw.REVOKED),
            new DemoSubject("server-usage", plain("server-usage"), Usage.SERVER, Flaw.NONE),
            new DemoSubject("other-ca", plain("other-ca"), Usage.CLIENT, Flaw.OTHER_AUTHORITY));
    return Stream.concat(
            PLAIN.stream().map(code -> new DemoSubject(code, plain(code), Usage.CLIENT, Flaw.NONE)),
            special)
        .toList();
  }

  static X500Name authority(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "BE")
        .addRDN(BCStyle.O, ORGANISATION)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  static X500Name plain(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "BE")
        .addRDN(BCStyle.O, ORGANISATION)
        .addRDN(BCStyle.OU, "Partners")
        .addRDN(BCStyle.CN, commonName)
        .build();
  }

  private static X500Name eHealth(String commonName, String number) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "BE")
        .addRDN(BCStyle.O, "Federal Government")
        .addRDN(BCStyle.OU, "eHealth-platform Belgium")
        .addRDN(BCStyle.SERIALNUMBER, number)
        .addRDN(BCStyle.CN, commonName)
        .build();
  }
}

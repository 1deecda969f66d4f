package be.schakel.partner;

import java.util.regex.Pattern;

/** The registers an organisation is known by, with the FHIR system and the shape of a number. */
public enum IdentifierType {
  /** Kruispuntbank van Ondernemingen. */
  KBO("https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/cbe", "[01][0-9]{9}"),
  /** RIZIV/NIHDI: 8 digits for a hospital, 11 for a professional. */
  RIZIV(
      "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/nihdi", "[0-9]{8}([0-9]{3})?"),
  /** Flemish government organisation. */
  OVO("https://schakel.example/fhir/NamingSystem/ovo", "OVO[0-9]{6}"),
  /** School or CLB. */
  SCHOOL("https://schakel.example/fhir/NamingSystem/school", "[0-9]{3,6}"),
  PARKET("https://schakel.example/fhir/NamingSystem/parket", "[A-Z0-9_-]{1,40}"),
  POLICE_ZONE("https://schakel.example/fhir/NamingSystem/police-zone", "[0-9]{4}");

  private final String system;
  private final Pattern shape;

  IdentifierType(String system, String shape) {
    this.system = system;
    this.shape = Pattern.compile(shape);
  }

  /** The system of a FHIR identifier. */
  public String system() {
    return system;
  }

  boolean fits(String value) {
    return shape.matcher(value).matches();
  }
}

package be.schakel.edge;

/** The faces of the gateway, told apart by the path; each has its own way to say that it fails. */
enum Face {
  API(Speech.JSON),
  FHIR(new Speech(Speech.TAKEN_AS_FHIR, Speech.OF_FHIR)),
  OAUTH(new Speech(Speech.FORM, Speech.JSON.given())),
  OTHER(Speech.JSON);

  private final Speech speech;

  Face(Speech speech) {
    this.speech = speech;
  }

  /**
   * The media types of an address, for who sent or asked for something else.
   *
   * @param accepted of a body
   * @param given as an answer
   */
  record Speech(String accepted, String given) {
    /** Whether it is that of an address of the FHIR face. */
    boolean isFhir() {
      return given.equals(OF_FHIR);
    }

    static final Speech JSON = new Speech("application/json", "application/json");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String OF_FHIR = "application/fhir+json, application/fhir+xml";
    private static final String TAKEN_AS_FHIR =
        OF_FHIR + ", application/json, text/json, application/xml, text/xml";
  }

  /**
   * @param path below the context root, beginning with a slash
   */
  static Face of(String path) {
    if (under(path, "/fhir")) {
      return FHIR;
    }
    if (under(path, "/oauth2")) {
      return OAUTH;
    }
    return under(path, "/api") ? API : OTHER;
  }

  /** What this path of the face speaks: the conditions of a FHIR search come as a form. */
  Speech speech(String path) {
    return this == FHIR && path.endsWith("/_search")
        ? new Speech(Speech.FORM, speech.given())
        : speech;
  }

  private static boolean under(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}

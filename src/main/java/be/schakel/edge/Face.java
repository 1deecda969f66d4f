package be.schakel.edge;

/** The faces of the gateway, told apart by the path; each has its own way to say that it fails. */
enum Face {
  API("application/json"),
  FHIR("application/fhir+json"),
  OAUTH("application/x-www-form-urlencoded"),
  OTHER("application/json");

  private final String offered;

  Face(String offered) {
    this.offered = offered;
  }

  /** What it speaks, for a caller who asked for something else. */
  String offered() {
    return offered;
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

  private static boolean under(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}

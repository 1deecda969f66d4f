package be.schakel.problem;

/**
 * The few ways a request can fail, and the one way it only earns a remark; each with its status.
 */
public enum Kind {
  WARNING(200),
  MALFORMED(400),
  NOT_AUTHENTICATED(401),
  NOT_PERMITTED(403),
  NOT_FOUND(404),
  METHOD(405),
  NOT_ACCEPTABLE(406),
  CONFLICT(409),
  GONE(410),
  STALE(412),
  TOO_LARGE(413),
  MEDIA_TYPE(415),
  RANGE(416),
  UNPROCESSABLE(422),
  TOO_MANY(429),
  INTERNAL(500),
  STORAGE(503),
  LEDGER(503);

  private final int status;

  Kind(int status) {
    this.status = status;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }
}

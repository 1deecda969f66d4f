package be.schakel.edge;

import be.schakel.partner.Registration;
import be.schakel.partner.Standing;
import be.schakel.partner.Thumbprint;
import be.schakel.problem.Code;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The client certificate of a connection, and how it stands at this request. */
record Peer(X509Certificate certificate, Standing standing) {

  Thumbprint thumbprint() {
    return standing.thumbprint();
  }

  /** Whose it is, also when it is refused. */
  Optional<Registration> partner() {
    return standing.partner();
  }

  /** Why it is refused, if it is. */
  Optional<Code> refusal() {
    return standing.refusals().stream().findFirst();
  }

  /**
   * The partner of an accepted certificate.
   *
   * @throws IllegalStateException for another: the door has not let it in
   */
  Registration owner() {
    return partner().orElseThrow(() -> new IllegalStateException("no registered partner"));
  }

  /** By what a caller is counted: the partner, however many certificates it has. */
  String account() {
    return partner().map(Registration::code).orElse(thumbprint().hex());
  }
}

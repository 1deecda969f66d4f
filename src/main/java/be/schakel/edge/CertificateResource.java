package be.schakel.edge;

import be.schakel.partner.Registration;
import be.schakel.partner.Suspensions;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/** Which certificate arrived, and is it accepted? For every client of a known authority. */
@Path("certificate")
@RequestScoped
public class CertificateResource {

  @Inject Arrival arrival;
  @Inject Suspensions suspensions;
  @Inject Clock clock;

  /**
   * @param issuer who issued it; never the subject, which may hold a person's number
   * @param daysLeft whole days until it will not do any more
   */
  @Public
  record Check(
      String sha256,
      String issuer,
      String serialNumber,
      OffsetDateTime notBefore,
      OffsetDateTime notAfter,
      long daysLeft,
      boolean accepted,
      List<Finding> findings) {

    static Check of(Peer peer, boolean suspended, Language language, Instant now) {
      var certificate = peer.certificate();
      var findings =
          Stream.concat(
              peer.standing().findings(now).stream(),
              Stream.of(new Issue("", Code.SUSPENDED)).filter(any -> suspended));
      return new Check(
          peer.thumbprint().hex(),
          certificate.getIssuerX500Principal().getName(),
          certificate.getSerialNumber().toString(16),
          Times.shown(certificate.getNotBefore().toInstant()),
          Times.shown(certificate.getNotAfter().toInstant()),
          peer.standing().daysLeft(now),
          peer.standing().accepted() && !suspended,
          findings.map(finding -> Finding.of(finding, language)).toList());
    }
  }

  record Finding(Code code, String text) {

    static Finding of(Issue issue, Language language) {
      return new Finding(issue.code(), Texts.detail(issue.code(), issue.arguments(), language));
    }
  }

  @GET
  @NoToken
  @Produces(MediaType.APPLICATION_JSON)
  public Check certificate() {
    var peer = arrival.peer();
    var suspended =
        suspensions.suspended(
            peer.thumbprint(), peer.partner().map(Registration::code).stream().toList());
    return Check.of(peer, suspended, arrival.language(), clock.instant());
  }
}

package be.schakel.edge;

import be.schakel.partner.Caller;
import be.schakel.partner.CertificateUses;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.partner.Thumbprint;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.VkRegion;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A partner's own registration, and when each of its certificates was last used. */
@Path("partner")
@RequestScoped
public class PartnerResource {

  @Inject Caller caller;
  @Inject Arrival arrival;
  @Inject Registries registries;
  @Inject CertificateUses uses;
  @Inject Clock clock;

  @Public
  record Shown(
      String code,
      PartnerKind kind,
      Map<String, String> name,
      Registration.Status status,
      Optional<VkRegion> region,
      Optional<ReporterCategory> reporterCategory,
      Optional<String> phone,
      List<Identifier> identifiers,
      List<Purpose> purposes,
      List<String> scopes,
      List<Certificate> certificates) {

    static Shown of(Registration partner, List<Certificate> certificates, Instant now) {
      var name = new TreeMap<String, String>();
      partner.asOf(now).name().forEach((language, text) -> name.put(language.tag(), text));
      return new Shown(
          partner.code(),
          partner.kind(),
          name,
          partner.status(),
          partner.region(),
          partner.reporterCategory(),
          partner.phone(),
          partner.identifiers().stream().map(Identifier::of).toList(),
          partner.purposes().stream().sorted().toList(),
          partner.scopes().stream().sorted().toList(),
          certificates);
    }
  }

  record Identifier(String system, String value) {

    static Identifier of(Registration.Identifier identifier) {
      return new Identifier(identifier.type().system(), identifier.value());
    }
  }

  /**
   * @param current whether it is the one of this connection
   */
  record Certificate(
      String sha256,
      Optional<OffsetDateTime> notAfter,
      Optional<Long> daysLeft,
      boolean current,
      Optional<OffsetDateTime> lastUsed) {}

  @GET
  @AnyToken
  @Produces(MediaType.APPLICATION_JSON)
  public Shown partner() {
    var now = clock.instant();
    var partner = registries.current().byCode(caller.partner().code()).orElseThrow();
    var thumbprints =
        partner.certificates().stream().map(Registration.Certificate::thumbprint).toList();
    var last = uses.last(thumbprints);
    var certificates =
        partner.certificates().stream().map(each -> certificate(each, last, now)).toList();
    return Shown.of(partner, certificates, now);
  }

  private Certificate certificate(
      Registration.Certificate registered, Map<Thumbprint, Instant> last, Instant now) {
    var peer = arrival.peer();
    var current = registered.thumbprint().equals(peer.thumbprint());
    var ends =
        current ? Optional.of(peer.certificate().getNotAfter().toInstant()) : registered.notAfter();
    return new Certificate(
        registered.thumbprint().hex(),
        ends.map(Times::shown),
        ends.map(end -> Times.daysLeft(end, now)),
        current,
        Optional.ofNullable(last.get(registered.thumbprint())).map(Times::shown));
  }
}

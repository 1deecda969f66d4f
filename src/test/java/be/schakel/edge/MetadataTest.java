package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Standing;
import be.schakel.partner.Thumbprint;
import be.schakel.problem.Code;
import be.schakel.vocabulary.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import testkit.TestAuthority;

class MetadataTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final String ISSUER = "https://localhost:9443";

  @Test
  void theMetadataIsWhatTheContractSays() {
    assertEquals(
        List.of(), issues("AuthorizationServerMetadata", Metadata.authorizationServer(ISSUER)));
    assertEquals(List.of(), issues("SmartConfiguration", Metadata.smart(ISSUER)));
  }

  @Test
  void aRegistrationIsShownAsTheContractSays() {
    var shown = PartnerResource.Shown.of(Registered.hospital(), List.of(), NOW);
    assertEquals(List.of(), issues("PartnerRegistration", shown));
  }

  @Test
  void aCertificateIsShownAsTheContractSaysWithoutItsSubject() throws Exception {
    var from = NOW.minusSeconds(86_400);
    var authority = TestAuthority.root("Proef CA", from, NOW.plusSeconds(900_000));
    var leaf = authority.leaf("SSIN=85073003328", from, NOW.plusSeconds(200_000), builder -> {});
    var standing =
        new Standing(
            Thumbprint.of(leaf),
            Optional.empty(),
            List.of(Code.CERTIFICATE_REVOKED, Code.CERTIFICATE_NOT_REGISTERED),
            leaf.getNotAfter().toInstant());
    var check = CertificateResource.Check.of(new Peer(leaf, standing), false, Language.NL, NOW);
    assertEquals(List.of(), issues("CertificateCheck", check));
    assertEquals(false, check.accepted());
    assertEquals(2, check.daysLeft());
    assertEquals(2, check.findings().size());
    assertEquals(false, Json.MAPPER.valueToTree(check).toString().contains("85073003328"));
  }

  private static List<?> issues(String schema, Object body) {
    return ContractAnswers.check(schema, Json.MAPPER.valueToTree(body));
  }
}

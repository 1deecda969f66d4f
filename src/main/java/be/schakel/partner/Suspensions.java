package be.schakel.partner;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;

/**
 * Certificates, partners and professionals that are suspended after an incident, until two persons
 * lifted it.
 *
 * <p>Asked of the database for every request that names a person or a partner, so that a suspension
 * holds on every node from the next request on. No database, no answer.
 */
@ApplicationScoped
public class Suspensions {

  private static final Pattern PUNCTUATION = Pattern.compile("[ ./-]");

  private static final String IN_FORCE =
      """
      select exists (
        select from incident i
         where (i.kind = 'CERTIFICATE' and i.who = :certificate
                or i.kind = 'PARTNER' and i.who = any(:partners)
                or i.kind = 'PROFESSIONAL' and i.who = :person)
           and (select count(*) from incident_lift l where l.incident = i.id) < 2)""";

  @Inject Jdbi db;
  @Inject Keys keys;

  /**
   * Refuses a request of who is suspended.
   *
   * @param partners the codes of the partner and of who acts for it
   * @param professional empty where no person acts
   * @throws SchakelProblem {@link Code#SUSPENDED}
   */
  public void refuse(Thumbprint certificate, List<String> partners, Professional professional) {
    var person = Optional.of(professional.id()).filter(id -> !id.isEmpty()).map(this::person);
    var suspended =
        db.withHandle(
            handle ->
                handle
                    .createQuery(IN_FORCE)
                    .bind("certificate", certificate.hex())
                    .bind("partners", partners.toArray(String[]::new))
                    .bind("person", person.orElse(""))
                    .mapTo(Boolean.class)
                    .one());
    if (suspended) {
      throw SchakelProblem.of(Code.SUSPENDED);
    }
  }

  /**
   * What a person is known by here: a keyed hash of the number that partners assert, the same at
   * every partner, as hexadecimal digits.
   */
  public String person(String id) {
    var number = PUNCTUATION.matcher(id).replaceAll("");
    return HexFormat.of().formatHex(keys.keyedHash("acting-person", List.of(number)));
  }
}

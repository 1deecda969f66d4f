package be.schakel.partner;

import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.VkRegion;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the registry holds about one partner.
 *
 * <p>The code never changes and is never given to another organisation; names are dated, several
 * certificates may be in force at once, and a merger is a dated link to the earlier code.
 *
 * @param purposes the purposes of use it is registered for
 * @param scopes the scopes it is registered for, one letter each
 * @param hours when its telephone is staffed
 * @param endpoints where it can be reached, by use
 * @param processors codes of the partners that may act on its behalf
 * @param dutyList who is told of what cannot wait, the first of them first
 */
public record Registration(
    String code,
    PartnerKind kind,
    Status status,
    List<DatedName> names,
    List<Identifier> identifiers,
    Optional<VkRegion> region,
    Optional<ReporterCategory> reporterCategory,
    Set<Purpose> purposes,
    Set<String> scopes,
    List<Certificate> certificates,
    List<Succession> successorOf,
    Optional<String> phone,
    Optional<OpeningHours> hours,
    Map<String, Endpoint> endpoints,
    Set<String> processors,
    List<OnDuty> dutyList) {

  /** Whether its calls are accepted. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    /** It exists no more; its past stays readable by its successor. */
    ENDED
  }

  /** What it is called from a day on, by language. */
  public record DatedName(LocalDate from, Map<Language, String> name) {
    public DatedName {
      name = Map.copyOf(name);
    }
  }

  /** A number of an official register (law and identifiers 4.7). */
  public record Identifier(IdentifierType type, String value) {}

  /**
   * A certificate it may call with.
   *
   * @param until the cut-over: not accepted from this moment on, whatever its own end
   * @param notAfter its own end, as far as whoever registered it wrote it down
   * @param person whose it is, where it is not the organisation's: whoever calls with it is that
   *     person in that role, and nobody else
   */
  public record Certificate(
      Thumbprint thumbprint,
      Optional<Instant> until,
      Optional<Instant> notAfter,
      String label,
      Optional<Professional> person) {}

  /**
   * Where it can be reached for one use.
   *
   * @param authority the one authority that its server's certificate may come from
   */
  public record Endpoint(URI url, Optional<X509Certificate> authority) {}

  /** The partner whose place it takes, and from which day on. */
  public record Succession(String code, LocalDate from) {}

  /** Somebody on duty, who is written to in this language. */
  public record OnDuty(String email, Language language) {}

  public Registration {
    names = names.stream().sorted(Comparator.comparing(DatedName::from)).toList();
    identifiers = List.copyOf(identifiers);
    purposes = Set.copyOf(purposes);
    scopes = Set.copyOf(scopes);
    certificates = List.copyOf(certificates);
    successorOf = List.copyOf(successorOf);
    endpoints = Map.copyOf(endpoints);
    processors = Set.copyOf(processors);
    dutyList = List.copyOf(dutyList);
  }

  public boolean active() {
    return status == Status.ACTIVE;
  }

  /** What it was called on that day; before its first name, that one. */
  public Map<Language, String> name(LocalDate day) {
    var name = names.get(0).name();
    for (var dated : names) {
      if (!dated.from().isAfter(day)) {
        name = dated.name();
      }
    }
    return name;
  }

  public Optional<Certificate> certificate(Thumbprint thumbprint) {
    return certificates.stream().filter(one -> one.thumbprint().equals(thumbprint)).findFirst();
  }

  /** The caller's organisation as it stands at that moment. */
  public Partner asOf(Instant now) {
    return new Partner(code, today(now), kind, region, reporterCategory, purposes, scopes, phone);
  }

  /**
   * Whom to call there.
   *
   * @throws IllegalStateException for a partner without a telephone; a centre always has one
   */
  public Contact contact(Instant now) {
    return new Contact(
        Optional.of(code),
        today(now),
        phone.orElseThrow(() -> new IllegalStateException("no telephone: " + code)),
        hours);
  }

  private Map<Language, String> today(Instant now) {
    return name(now.atZone(OpeningHours.BRUSSELS).toLocalDate());
  }
}

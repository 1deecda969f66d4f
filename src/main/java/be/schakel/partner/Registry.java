package be.schakel.partner;

import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.VkRegion;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The registered partners at one moment: an immutable whole that requests read without a lock while
 * the next one is prepared.
 */
public final class Registry {

  private final Map<String, Registration> byCode = new LinkedHashMap<>();
  private final Map<Thumbprint, Registration> byThumbprint = new HashMap<>();
  private final Contact generalContact;
  private final List<Engagement> engagements;

  Registry(List<Registration> partners, Contact generalContact, List<Engagement> engagements) {
    for (var partner : partners) {
      byCode.put(partner.code(), partner);
      for (var certificate : partner.certificates()) {
        byThumbprint.put(certificate.thumbprint(), partner);
      }
    }
    this.generalContact = generalContact;
    this.engagements = List.copyOf(engagements);
  }

  /** Whoever has that certificate, in whatever standing. */
  public Optional<Registration> byThumbprint(Thumbprint thumbprint) {
    return Optional.ofNullable(byThumbprint.get(thumbprint));
  }

  public Optional<Registration> byCode(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** Everybody, in the order of the file. */
  public List<Registration> partners() {
    return List.copyOf(byCode.values());
  }

  /** The active centres (VK), in the order of the file. */
  public List<Registration> centres() {
    return byCode.values().stream()
        .filter(partner -> partner.kind() == PartnerKind.VK && partner.active())
        .toList();
  }

  /** The active centre of a territory. */
  public Optional<Registration> centre(VkRegion region) {
    return centres().stream()
        .filter(centre -> centre.region().filter(region::equals).isPresent())
        .findFirst();
  }

  /**
   * The neutral contact: it names no place, so it can stand for any centre where the child's
   * address is secret, and for none where no centre is known yet.
   */
  public Contact generalContact() {
    return generalContact;
  }

  /** The tasks of one auditor, past and coming ones too. */
  public List<Engagement> engagements(String auditor) {
    return engagements.stream().filter(one -> one.auditor().equals(auditor)).toList();
  }

  /**
   * Whether this auditor's task has no end and covers every centre: the data protection officer's
   * (GDPR, art. 39).
   */
  public boolean officer(String auditor, LocalDate day) {
    return engagements(auditor).stream()
        .filter(task -> task.to().isEmpty())
        .anyMatch(task -> centres().stream().allMatch(centre -> task.covers(centre.code(), day)));
  }

  /** May the one act on behalf of the other? */
  public boolean processes(String processor, String partner) {
    return byCode(partner).filter(found -> found.processors().contains(processor)).isPresent();
  }

  /**
   * The partner and everybody whose place it has taken by that day, directly or through others:
   * their submissions are its own. Empty for an unknown code.
   */
  public Set<String> lineage(String code, LocalDate day) {
    var lineage = new TreeSet<String>();
    collect(code, day, lineage);
    return lineage;
  }

  private void collect(String code, LocalDate day, Set<String> lineage) {
    var partner = byCode.get(code);
    if (partner == null || !lineage.add(code)) {
      return;
    }
    for (var link : partner.successorOf()) {
      if (!link.from().isAfter(day)) {
        collect(link.code(), day, lineage);
      }
    }
  }
}

package be.schakel.referral;

import be.schakel.consent.ChildFacts;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import be.schakel.partner.Caller;
import be.schakel.problem.Issue;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One report as rooms above work with it: whose it is, who decides for its children, and how
 * something is sealed with their keys.
 *
 * <p>A snapshot of the running transaction.
 */
public final class CaseFile {

  private final Referral referral;

  CaseFile(Referral referral) {
    this.referral = referral;
  }

  Referral referral() {
    return referral;
  }

  public UUID id() {
    return referral.id();
  }

  public ReferralType type() {
    return referral.head().type();
  }

  public String reference() {
    return referral.head().reference();
  }

  /** When it reached a centre, also where that was on paper. */
  public Instant receivedAt() {
    return referral.head().receivedAt().toInstant();
  }

  /**
   * What a request to investigate societal necessity lacks to be admissible; a person decides. None
   * of the parket's, which needs neither team nor informed clients.
   */
  public List<Issue> admissibilityDoubts() {
    return referral.admissibilityDoubts();
  }

  public ReferralStatus status() {
    return referral.head().status();
  }

  /** The code of the centre that has it; none until one is chosen. */
  public Optional<String> vk() {
    return referral.head().vk();
  }

  /** The code of the partner that submitted it. */
  public String submitter() {
    return referral.head().partner();
  }

  public boolean ownedBy(Caller caller) {
    return referral.ownedBy(caller.partner().code(), caller.partner().kind());
  }

  public boolean submittedBy(Caller caller) {
    return submitter().equals(caller.partner().code()) && caller.partner().kind() != PartnerKind.VK;
  }

  public CaseFacts facts() {
    return referral.facts();
  }

  /** Whether this is one of its children. */
  public boolean hasChild(UUID child) {
    return facts().children().stream().anyMatch(each -> each.id().equals(child));
  }

  /** The child that the submission calls by this key, or that has this id. */
  public Optional<UUID> child(String keyOrId) {
    return facts().children().stream()
        .map(CaseFacts.Child::id)
        .filter(id -> id.toString().equals(keyOrId))
        .findFirst()
        .or(() -> referral.opening().child(keyOrId));
  }

  /** What the report tells about who decides for a child, by place. */
  public ChildFacts told(UUID child) {
    return facts().children().stream()
        .filter(each -> each.id().equals(child))
        .findFirst()
        .orElseThrow()
        .told()
        .get();
  }

  /** The places of who is named by key: 0 is the child, n the n-th person, {@code ?} nobody. */
  public List<String> places(UUID child, List<String> keys) {
    return referral
        .submitted(child)
        .map(told -> new Places(referral.persons()).of(told, keys))
        .orElse(List.of());
  }

  /** The key of who has this place about this child; empty for who was given none. */
  public Optional<String> key(UUID child, String place) {
    return new Places(referral.persons()).key(place, referral.opening().name(child));
  }

  /** The persons of the report, in their places from 1 on. */
  public List<Submission.Person> persons() {
    return referral.persons();
  }

  /** The child as it was submitted; empty once its key is destroyed. */
  public Optional<Submission.Child> submitted(UUID child) {
    return referral.submitted(child);
  }

  /**
   * Seals with a child's key what belongs to the row with this id.
   *
   * @throws IllegalStateException when the child's key was destroyed
   */
  public byte[] seal(UUID child, UUID row, Object content) {
    var key =
        referral
            .opening()
            .key(List.of(child))
            .orElseThrow(() -> new IllegalStateException("the child's key is gone"));
    return Sealed.seal(key, Opening.place(row), Opening.json(content));
  }

  /**
   * The same with the keys of the child that is named, or of all of them: it opens as long as each
   * of these exists.
   */
  public byte[] seal(Optional<UUID> child, UUID row, Object content) {
    var key =
        referral
            .opening()
            .key(child.stream().toList())
            .orElseThrow(() -> new IllegalStateException("a child's key is gone"));
    return Sealed.seal(key, Opening.place(row), Opening.json(content));
  }

  /** What was sealed so; empty once one of the keys is destroyed. */
  public <T> Optional<T> open(Optional<UUID> child, UUID row, byte[] sealed, Class<T> type) {
    return referral.opening().read(child.stream().toList(), row, sealed, type);
  }

  /** What was sealed so; empty once the child's key is destroyed. */
  public <T> Optional<T> open(UUID child, UUID row, byte[] sealed, Class<T> type) {
    return referral.opening().read(List.of(child), row, sealed, type);
  }

  /**
   * Whom to call about it, as its centre or, where an address is secret, as nobody in particular.
   */
  public ReferralView.Vk contact(boolean neutral) {
    return referral.vk(neutral);
  }

  /** The agreements of its safety plans that count today. */
  public List<Agreed> agreements() {
    return Agreed.of(referral);
  }

  /** The whole report, as it can leave. */
  public Disclosable<ReferralView> whole() {
    return referral;
  }
}

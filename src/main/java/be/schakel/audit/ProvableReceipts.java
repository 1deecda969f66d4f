package be.schakel.audit;

import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.CentreNames;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Json;
import be.schakel.ledger.Answers;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What makes a receipt a proof, for its recipient alone: everybody else gets what asks for nothing
 * gets, and that is logged.
 */
@ApplicationScoped
public class ProvableReceipts {

  private static final String OPENED = "RECEIPT-OPENED";

  @Inject Answers answers;
  @Inject CaseFiles files;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /** The leaves of an answer of the caller's; none when it is not the caller's. */
  @Transactional
  public List<byte[]> leaves(Caller caller, byte[] root) {
    var leaves = answers.leaves(root, caller.partner().code());
    if (leaves.isEmpty()) {
      gate.refuse(caller, LogAction.READ, Code.NOT_FOUND);
    }
    return leaves;
  }

  /** The proof of a leaf of the caller's. */
  @Transactional
  public Optional<Answers.Proof> proof(Caller caller, byte[] leaf) {
    var proof = answers.proof(leaf, caller.partner().code());
    if (proof.isEmpty()) {
      gate.refuse(caller, LogAction.READ, Code.NOT_FOUND);
    }
    return proof;
  }

  /** The entry of a leaf of the caller's. */
  @Transactional
  public Outcome<OpeningView> opening(Caller caller, byte[] leaf) {
    var opening = answers.opening(leaf, caller.partner().code());
    if (opening.isEmpty()) {
      return gate.refuse(caller, LogAction.READ, Code.NOT_FOUND);
    }
    var entry = read(opening.get().entry());
    if (tellsWhatIsSecret(entry, caller)) {
      return gate.refuse(caller, LogAction.READ, Code.NOT_FOUND);
    }
    var view =
        new OpeningView(
            Optional.of(opening.get().entry()),
            Optional.of(
                Base64.getUrlEncoder().withoutPadding().encodeToString(opening.get().salt())));
    return gate.releaseAlike(caller, LogAction.READ, view, OPENED, text(entry, "subject"));
  }

  /**
   * An entry that names the centre by its code, though an address is secret: made before such
   * centres had names of their own, or before the address was.
   */
  private boolean tellsWhatIsSecret(JsonNode entry, Caller caller) {
    var centre = text(entry, "vk");
    if (centre.filter(code -> !CentreNames.isHidden(code)).isEmpty()
        || centre.get().equals(caller.partner().code())) {
      return false;
    }
    return text(entry, "referral")
        .map(
            id ->
                files
                    .ofAnyone(UUID.fromString(id), caller, clock.instant())
                    .map(
                        file ->
                            file.facts().children().stream()
                                .anyMatch(CaseFacts.Child::secretAddress))
                    .orElse(true))
        .orElse(false);
  }

  private static Optional<String> text(JsonNode entry, String name) {
    return Optional.ofNullable(entry.path(name).textValue());
  }

  private static JsonNode read(String entry) {
    try {
      return Json.MAPPER.readTree(entry);
    } catch (JsonProcessingException changed) {
      throw new IllegalStateException("an entry of the log does not read", changed);
    }
  }
}

package be.schakel.disclosure;

import be.schakel.partner.Caller;
import be.schakel.partner.Professional;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * One entry of the disclosure log: what left (or was refused), about which child, to whom, why and
 * under which rule.
 *
 * <p>Holds no name, no number of a child and no narrative: a child is its pseudonym, a keyed hash.
 * One entry for each child.
 *
 * @param recordedAt the moment of the decision, to the millisecond
 * @param professional who acted, as the token says; absent where no token arrived
 * @param subject the child's pseudonym; absent where no child was reached
 * @param vk the centre that had the case, so that an auditor's engagement can be checked against
 *     it: its code, or one of its {@link CentreNames} where an address is secret
 * @param document the one that was asked for, of what is asked for as a document
 * @param categories what was permitted
 * @param withheld what was asked and refused
 * @param ground the ground of what was permitted on anything but the asker's own submission, else
 *     of the whole
 * @param decisions the same, complete: the categories under each rule and ground
 * @param filter for a search: what was asked for, without any value that identifies a person
 * @param address the IP address that the request came from; none in what was written before
 *     addresses were kept, and where no connection brought it
 * @param flags such as {@code AGGREGATED:14}, {@code PROCESSOR:code}, {@code CONTRIBUTION:id} of
 *     each version of a contribution that left, {@code VERSION:milliseconds} of an earlier version
 *     of a report
 * @param external for what left outside the gateway: how, when and to whom
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DisclosureEntry(
    Instant recordedAt,
    LogAction action,
    LogOutcome outcome,
    Optional<Party> partner,
    Optional<Person> professional,
    Optional<Purpose> purpose,
    Optional<String> subject,
    Optional<UUID> referral,
    Optional<UUID> document,
    Optional<String> vk,
    Set<DataCategory> categories,
    Set<DataCategory> withheld,
    Optional<LegalGround> ground,
    String rule,
    String policyVersion,
    Optional<UUID> consent,
    List<Ruling> decisions,
    Optional<String> filter,
    String requestId,
    String traceId,
    Optional<String> token,
    Optional<String> address,
    List<String> flags,
    Optional<External> external) {

  /** Of what left through the gateway. */
  public DisclosureEntry(
      Instant recordedAt,
      LogAction action,
      LogOutcome outcome,
      Optional<Party> partner,
      Optional<Person> professional,
      Optional<Purpose> purpose,
      Optional<String> subject,
      Optional<UUID> referral,
      Optional<UUID> document,
      Optional<String> vk,
      Set<DataCategory> categories,
      Set<DataCategory> withheld,
      Optional<LegalGround> ground,
      String rule,
      String policyVersion,
      Optional<UUID> consent,
      List<Ruling> decisions,
      Optional<String> filter,
      String requestId,
      String traceId,
      Optional<String> token,
      Optional<String> address,
      List<String> flags) {
    this(
        recordedAt,
        action,
        outcome,
        partner,
        professional,
        purpose,
        subject,
        referral,
        document,
        vk,
        categories,
        withheld,
        ground,
        rule,
        policyVersion,
        consent,
        decisions,
        filter,
        requestId,
        traceId,
        token,
        address,
        flags,
        Optional.empty());
  }

  /** The organisation that asked. */
  public record Party(String code, PartnerKind kind) {}

  /** The person who asked: identifier and role, never the name. */
  public record Person(String id, String role) {

    static Person of(Professional professional) {
      return new Person(professional.id(), professional.role());
    }
  }

  /** Categories decided alike. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Ruling(
      boolean permit,
      String rule,
      Optional<LegalGround> ground,
      Optional<UUID> consent,
      Set<DataCategory> categories) {

    public Ruling {
      categories = inOrder(categories);
    }
  }

  /** What is empty is not written, and is empty again when it is read. */
  private static final JsonSetter.Value EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .withConfigOverride(List.class, absent -> absent.setSetterInfo(EMPTY))
          .withConfigOverride(Set.class, absent -> absent.setSetterInfo(EMPTY))
          .withConfigOverride(String.class, absent -> absent.setSetterInfo(EMPTY))
          .build();

  public DisclosureEntry {
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    categories = inOrder(categories);
    withheld = inOrder(withheld);
    decisions = List.copyOf(decisions);
    flags = List.copyOf(flags);
  }

  /** The order of the code list: the same categories give the same bytes, whoever lists them. */
  private static Set<DataCategory> inOrder(Set<DataCategory> categories) {
    var ordered = EnumSet.noneOf(DataCategory.class);
    ordered.addAll(categories);
    return Collections.unmodifiableSet(ordered);
  }

  /**
   * A refusal that no decision of the policy is about.
   *
   * @param rule the code of the problem the caller was told
   */
  public static DisclosureEntry refusal(
      Caller caller, LogAction action, Optional<UUID> referral, String rule, Instant at) {
    var entry = Entries.withoutCase(caller, action, LogOutcome.DENY, rule, "", at);
    return referral.map(entry::about).orElse(entry);
  }

  /**
   * That the gateway by itself keeps a document from everybody: one for each child, or one alone
   * where it is about none yet.
   *
   * @param sender who brought it
   * @param pseudonyms of the children that it is about
   */
  public static List<DisclosureEntry> keptBack(
      LogAction action,
      Optional<Party> sender,
      Optional<UUID> referral,
      UUID document,
      Optional<String> vk,
      List<String> pseudonyms,
      String rule,
      Instant at) {
    var entry =
        new DisclosureEntry(
            at,
            action,
            LogOutcome.DENY,
            sender,
            // As unattended work is written: no person did it
            Optional.of(new Person("", "system")),
            Optional.empty(),
            Optional.empty(),
            referral,
            Optional.of(document),
            vk,
            Set.of(),
            Set.of(),
            Optional.empty(),
            rule,
            "",
            Optional.empty(),
            List.of(),
            Optional.empty(),
            // Nobody asked for it: what it is about names it
            document.toString(),
            document.toString().replace("-", ""),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return pseudonyms.isEmpty()
        ? List.of(entry)
        : pseudonyms.stream().map(child -> entry.of(child, vk)).toList();
  }

  DisclosureEntry with(String filter) {
    return changed(it -> it.filter = Optional.of(filter));
  }

  DisclosureEntry about(UUID referral) {
    return changed(it -> it.referral = Optional.of(referral));
  }

  DisclosureEntry of(String subject, Optional<String> vk) {
    return changed(
        it -> {
          it.subject = Optional.of(subject);
          it.vk = vk;
        });
  }

  DisclosureEntry with(Optional<String> vk) {
    return changed(it -> it.vk = vk);
  }

  DisclosureEntry ofDocument(Optional<UUID> document) {
    return changed(it -> it.document = document);
  }

  /** That it is of an earlier version, which was so since then. */
  DisclosureEntry of(Optional<Instant> version) {
    return version
        .map(
            since ->
                Stream.concat(flags.stream(), Stream.of("VERSION:" + since.toEpochMilli()))
                    .toList())
        .map(all -> changed(it -> it.flags = all))
        .orElse(this);
  }

  DisclosureEntry flagged(String flag) {
    return changed(it -> it.flags = List.of(flag));
  }

  /** The same, of what a centre told outside the gateway. */
  DisclosureEntry told(
      Set<DataCategory> categories, Optional<LegalGround> ground, External external) {
    return changed(
        it -> {
          it.categories = categories;
          it.ground = ground;
          it.external = Optional.of(external);
        });
  }

  /** The same, with what it permitted. */
  DisclosureEntry granting(Set<DataCategory> categories, LegalGround ground) {
    return changed(
        it -> {
          it.categories = categories;
          it.ground = Optional.of(ground);
        });
  }

  private DisclosureEntry changed(Consumer<Draft> change) {
    var draft = new Draft();
    change.accept(draft);
    return draft.entry();
  }

  /** This entry once more, while some of what it says is being changed. */
  private final class Draft {

    private Optional<String> subject = DisclosureEntry.this.subject;
    private Optional<UUID> referral = DisclosureEntry.this.referral;
    private Optional<UUID> document = DisclosureEntry.this.document;
    private Optional<String> vk = DisclosureEntry.this.vk;
    private Set<DataCategory> categories = DisclosureEntry.this.categories;
    private Optional<LegalGround> ground = DisclosureEntry.this.ground;
    private Optional<String> filter = DisclosureEntry.this.filter;
    private List<String> flags = DisclosureEntry.this.flags;
    private Optional<External> external = DisclosureEntry.this.external;

    private DisclosureEntry entry() {
      return new DisclosureEntry(
          recordedAt,
          action,
          outcome,
          partner,
          professional,
          purpose,
          subject,
          referral,
          document,
          vk,
          categories,
          withheld,
          ground,
          rule,
          policyVersion,
          consent,
          decisions,
          filter,
          requestId,
          traceId,
          token,
          address,
          flags,
          external);
    }
  }

  /** The entry as it is committed to: canonical JSON (RFC 8785). */
  public String canonical() {
    try {
      return new JsonCanonicalizer(MAPPER.writeValueAsBytes(this)).getEncodedString();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What a canonical entry says. */
  static DisclosureEntry parse(String canonical) {
    try {
      return MAPPER.readValue(canonical, DisclosureEntry.class);
    } catch (JsonProcessingException changed) {
      throw new IllegalStateException("an entry of the log does not read", changed);
    }
  }
}

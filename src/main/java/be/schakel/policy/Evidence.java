package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Purpose;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What grounds rest on (disclosure policy 5.3). Periods begin with their first instant and end
 * before their last.
 */
public record Evidence(
    List<Consented> consents,
    List<SharedSecrecy> sharedSecrecy,
    List<Mandate> mandates,
    List<Conference> conferences,
    List<ParketReport> parketReports,
    List<WrittenRequest> writtenRequests,
    List<Engagement> engagements,
    List<BreakGlass> breakGlass) {

  /** Nothing on record. */
  public static final Evidence NONE = of(List.of());

  /** One thing on record. */
  public sealed interface Piece {}

  public Evidence {
    consents = List.copyOf(consents);
    sharedSecrecy = List.copyOf(sharedSecrecy);
    mandates = List.copyOf(mandates);
    conferences = List.copyOf(conferences);
    parketReports = List.copyOf(parketReports);
    writtenRequests = List.copyOf(writtenRequests);
    engagements = List.copyOf(engagements);
    breakGlass = List.copyOf(breakGlass);
  }

  /** Everything on record, of whatever sort and in any order. */
  public static Evidence of(Collection<? extends Piece> pieces) {
    return new Evidence(
        only(Consented.class, pieces),
        only(SharedSecrecy.class, pieces),
        only(Mandate.class, pieces),
        only(Conference.class, pieces),
        only(ParketReport.class, pieces),
        only(WrittenRequest.class, pieces),
        only(Engagement.class, pieces),
        only(BreakGlass.class, pieces));
  }

  private static <P extends Piece> List<P> only(Class<P> sort, Collection<? extends Piece> pieces) {
    return pieces.stream().filter(sort::isInstance).map(sort::cast).toList();
  }

  /** The same with these engagements alone. */
  public Evidence with(List<Engagement> those) {
    return new Evidence(
        consents,
        sharedSecrecy,
        mandates,
        conferences,
        parketReports,
        writtenRequests,
        those,
        breakGlass);
  }

  public static Evidence of(List<Consented> consents, List<Engagement> engagements) {
    return new Evidence(
        consents, List.of(), List.of(), List.of(), List.of(), List.of(), engagements, List.of());
  }

  /**
   * A consent that whoever had to give it has given, as far as it may be used now.
   *
   * @param grantee the code of the partner it was given to
   * @param childAndCarers the child and its parents or carers all gave it (decree of 12 July 2013,
   *     art. 75)
   */
  public record Consented(
      UUID id,
      UUID child,
      String grantee,
      Set<DataCategory> categories,
      Set<Purpose> purposes,
      boolean childAndCarers,
      Instant from,
      Instant until)
      implements Piece {

    public Consented {
      Objects.requireNonNull(id);
      Objects.requireNonNull(child);
      Objects.requireNonNull(grantee);
      categories = Set.copyOf(categories);
      purposes = Set.copyOf(purposes);
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }

    boolean covers(Question question) {
      return categories.contains(question.category()) && names(question);
    }

    /** Whether it is for this asker, child, purpose and moment, whatever it opens. */
    boolean names(Question question) {
      return grantee.equals(question.asker().partner())
          && child.equals(question.about().child())
          && purposes.contains(question.asker().purpose())
          && within(question.at(), from, until);
    }
  }

  /**
   * Shared professional secrecy (decree of 12 July 2013, arts. 72 and 74): which data the asker
   * needs, why, and that consent was sought.
   *
   * @param verontrusting the situation is one of {@code verontrusting} in the sense of the decree
   * @param necessityStated a text says why the help needs these data
   * @param consentSought an attempt to get consent is on record: its date, result and reason
   */
  public record SharedSecrecy(
      UUID child,
      String partner,
      Set<DataCategory> categories,
      boolean verontrusting,
      boolean necessityStated,
      boolean consentSought,
      Instant from,
      Instant until)
      implements Piece {

    public SharedSecrecy {
      Objects.requireNonNull(child);
      Objects.requireNonNull(partner);
      categories = Set.copyOf(categories);
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }

    boolean covers(Question question) {
      return partner.equals(question.asker().partner())
          && child.equals(question.about().child())
          && categories.contains(question.category())
          && within(question.at(), from, until);
    }

    boolean complete() {
      return verontrusting && necessityStated && consentSought;
    }
  }

  /** A maatschappelijke-noodzaak investigation about this child, being led or followed up. */
  public record Mandate(UUID child, Instant from, Instant until) implements Piece {

    public Mandate {
      Objects.requireNonNull(child);
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }

    boolean covers(Question question) {
      return child.equals(question.about().child()) && within(question.at(), from, until);
    }
  }

  /**
   * A case conference about this child (Criminal Code, old art. 458ter), and the partners that take
   * part in it.
   */
  public record Conference(UUID child, Set<String> participants, Instant from, Instant until)
      implements Piece {

    public Conference {
      Objects.requireNonNull(child);
      participants = Set.copyOf(participants);
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }

    boolean covers(Question question) {
      return child.equals(question.about().child())
          && participants.contains(question.asker().partner())
          && within(question.at(), from, until);
    }
  }

  /**
   * The signed report of an investigation, sent to the parket.
   *
   * @param contains the categories that stand in it
   */
  public record ParketReport(
      UUID child, String addressee, Set<DataCategory> contains, Instant signedAt) implements Piece {

    public ParketReport {
      Objects.requireNonNull(child);
      Objects.requireNonNull(addressee);
      contains = Set.copyOf(contains);
      Objects.requireNonNull(signedAt);
    }

    boolean covers(Question question) {
      return addressee.equals(question.asker().partner())
          && child.equals(question.about().child())
          && (question.category() == DataCategory.PARKET_REPORT
              || contains.contains(question.category()))
          && !question.at().isBefore(signedAt);
    }
  }

  /**
   * A magistrate's written request for basic data (decree of 12 July 2013, arts. 75 and 75/1).
   *
   * @param releasedAt when a person at the centre released it
   */
  public record WrittenRequest(UUID child, String partner, Instant releasedAt) implements Piece {

    public WrittenRequest {
      Objects.requireNonNull(child);
      Objects.requireNonNull(partner);
      Objects.requireNonNull(releasedAt);
    }

    boolean covers(Question question) {
      return partner.equals(question.asker().partner())
          && child.equals(question.about().child())
          && !question.at().isBefore(releasedAt);
    }
  }

  /** What an auditor was engaged for; which centres it covers is the relation's matter. */
  public record Engagement(String id, String partner, Instant from, Instant until)
      implements Piece {

    public Engagement {
      Objects.requireNonNull(id);
      Objects.requireNonNull(partner);
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }

    boolean covers(Question question) {
      return partner.equals(question.asker().partner()) && within(question.at(), from, until);
    }
  }

  /**
   * A window that one professional opened because life or integrity was in danger (disclosure
   * policy 5.6).
   *
   * @param partner the code of the partner the professional acts for
   * @param professional the asserted id of the person who opened it, and nobody else's
   * @param categories what it was opened for; what the terms no longer name is closed all the same
   */
  public record BreakGlass(
      UUID child,
      String partner,
      String professional,
      Set<DataCategory> categories,
      Instant from,
      Instant until)
      implements Piece {

    public BreakGlass {
      Objects.requireNonNull(child);
      Objects.requireNonNull(partner);
      Objects.requireNonNull(professional);
      categories = Set.copyOf(categories);
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }

    boolean covers(Question question) {
      return child.equals(question.about().child())
          && partner.equals(question.asker().partner())
          && professional.equals(question.asker().professional())
          && !professional.isEmpty()
          && categories.contains(question.category())
          && within(question.at(), from, until);
    }
  }

  private static boolean within(Instant at, Instant from, Instant until) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}

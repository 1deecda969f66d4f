package be.schakel.referral;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Reference;
import be.schakel.vocabulary.ReferralStatus;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What to look for, only ever among what the caller may see.
 *
 * <p>Newest first; with {@code updatedSince} in the order of change, so that whoever polls misses
 * nothing.
 *
 * @param only the one report, where its id is a condition too
 * @param identifier the caller's own reference, or under its system the one that we gave
 * @param childInsz the national number of a child; never part of an address
 * @param updatedBefore only beside {@code updatedSince}, whose order it keeps
 * @param limit 1 to 100
 */
public record ReferralQuery(
    Optional<UUID> only,
    List<ReferralStatus> statuses,
    Optional<Submission.BusinessIdentifier> identifier,
    Optional<String> childInsz,
    Optional<OffsetDateTime> updatedSince,
    Optional<OffsetDateTime> updatedBefore,
    int limit,
    Optional<Cursor> after) {

  /** How an identifier is said in an address. */
  public static final String IDENTIFIERS = "system|value, " + Reference.SYSTEM + "|7K3M-92QF";

  public static final int DEFAULT_LIMIT = 20;
  public static final int MOST = 100;

  public ReferralQuery {
    statuses = List.copyOf(statuses);
    if (limit < 1 || limit > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
  }

  public ReferralQuery(
      List<ReferralStatus> statuses,
      Optional<Submission.BusinessIdentifier> identifier,
      Optional<String> childInsz,
      Optional<OffsetDateTime> updatedSince,
      Optional<Integer> limit,
      Optional<String> cursor) {
    this(
        Optional.empty(),
        statuses,
        identifier,
        childInsz,
        updatedSince,
        Optional.empty(),
        limit.orElse(DEFAULT_LIMIT),
        cursor.map(Cursor::parse));
  }

  /** Every report about the child with this number, a page at a time. */
  static ReferralQuery aboutNumber(String insz) {
    return new ReferralQuery(
        List.of(),
        Optional.empty(),
        Optional.of(insz),
        Optional.empty(),
        Optional.of(MOST),
        Optional.empty());
  }

  /** The same, and it has to be this report. */
  public ReferralQuery only(UUID id) {
    return new ReferralQuery(
        Optional.of(id),
        statuses,
        identifier,
        childInsz,
        updatedSince,
        updatedBefore,
        limit,
        after);
  }

  /** The same, and its last change lies between these. */
  public ReferralQuery changed(OffsetDateTime since, Optional<OffsetDateTime> before) {
    return new ReferralQuery(
        only, statuses, identifier, childInsz, Optional.of(since), before, limit, after);
  }

  /** The reference that we gave, where that is the identifier; what is none finds nothing. */
  Optional<String> reference() {
    return identifier
        .filter(given -> given.system().equals(Reference.SYSTEM))
        .map(given -> Reference.parse(given.value()).map(Reference::value).orElse(""));
  }

  /** The conditions that it has, by their names in the search rules of the policy. */
  List<String> conditions() {
    var conditions = new ArrayList<String>();
    only.ifPresent(any -> conditions.add("id"));
    if (!statuses.isEmpty()) {
      conditions.add("status");
    }
    identifier.ifPresent(any -> conditions.add("identifier"));
    childInsz.ifPresent(any -> conditions.add("childInsz"));
    updatedSince.ifPresent(any -> conditions.add("updatedSince"));
    return conditions;
  }

  /** Where a page goes on that ends with this report. */
  Cursor next(Rows last) {
    return updatedSince.isPresent() ? Cursor.after(last) : Cursor.arrivedBefore(last);
  }

  /** The same, from another place on. */
  ReferralQuery from(Cursor cursor) {
    return new ReferralQuery(
        only,
        statuses,
        identifier,
        childInsz,
        updatedSince,
        updatedBefore,
        limit,
        Optional.of(cursor));
  }

  /** What the log may hold of it: which conditions, never a value that identifies a person. */
  String forTheLog() {
    var words = new StringBuilder();
    only.ifPresent(any -> words.append("id "));
    statuses.forEach(status -> words.append("status=").append(status).append(' '));
    identifier.ifPresent(any -> words.append("identifier "));
    childInsz.ifPresent(any -> words.append("childInsz "));
    updatedSince.ifPresent(since -> words.append("updatedSince=").append(since).append(' '));
    updatedBefore.ifPresent(end -> words.append("updatedBefore=").append(end).append(' '));
    return words.append("limit=").append(limit).toString();
  }
}

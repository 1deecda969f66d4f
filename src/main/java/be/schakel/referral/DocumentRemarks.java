package be.schakel.referral;

import be.schakel.medical.ContentTypes;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is remarkable about the documents of an addition: which are kept under another type than
 * they were sent under, and which are about another child too, since their bytes say so. The same
 * for the same addition that comes again. Pure.
 */
final class DocumentRemarks {

  private DocumentRemarks() {}

  /**
   * @param referral with these documents
   * @param pointer where the documents stand in the body, their index appended; none for one
   */
  static List<Issue> tell(
      Referral referral, Caller caller, List<Submission.Document> given, String pointer) {
    var found = new ArrayList<Issue>();
    for (int i = 0; i < given.size(); i++) {
      var place = pointer.isEmpty() ? "/document" : pointer + "/" + i;
      tell(given.get(i), place, stored(referral.rows())).ifPresent(found::add);
      if (!Subjects.of(referral, caller, given.get(i), place).named().isEmpty()) {
        found.add(new Issue(place + "/data", Code.DOCUMENT_NAMES_ANOTHER_CHILD));
      }
    }
    return found;
  }

  /**
   * The same of one that was uploaded ahead; none of another, whose bytes are looked at by
   * themselves.
   *
   * @param kept the type of an upload
   */
  static Optional<Issue> ahead(
      Submission.Document given, String pointer, Function<UUID, Optional<String>> kept) {
    return given.upload().flatMap(any -> tell(given, pointer, kept));
  }

  private static Optional<Issue> tell(
      Submission.Document given, String pointer, Function<UUID, Optional<String>> uploaded) {
    var kept =
        given.upload().isPresent()
            ? given.upload().flatMap(uploaded)
            : given
                .data()
                .map(
                    data -> ContentTypes.of(given.contentType(), Base64.getDecoder().decode(data)));
    return kept.flatMap(type -> ContentTypes.corrected(given.contentType(), type))
        .map(type -> new Issue(pointer + "/contentType", Code.CONTENT_TYPE_CORRECTED, type));
  }

  private static Function<UUID, Optional<String>> stored(Rows rows) {
    return upload -> rows.document(upload).map(Rows.DocumentRow::contentType);
  }
}

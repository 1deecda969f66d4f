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
   * @param part what they were added with
   * @param pointer where the documents stand in the body, their index appended; none for one
   */
  static List<Issue> tell(
      Referral referral,
      Caller caller,
      UUID part,
      List<Submission.Document> given,
      String pointer) {
    var found = new ArrayList<Issue>();
    var subjects = new Subjects(referral, caller);
    var added = referral.rows().documentsOf(Optional.of(part));
    for (int i = 0; i < given.size(); i++) {
      var place = pointer.isEmpty() ? "/document" : pointer + "/" + i;
      tell(given.get(i), place, stored(referral.rows())).ifPresent(found::add);
      if (subjects.namesAnother(given.get(i), storedAs(given.get(i), added))) {
        found.add(namesAnother(given.get(i), place));
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

  static Issue namesAnother(Submission.Document given, String pointer) {
    var bytes = given.upload().isPresent() ? "/upload" : "/data";
    return new Issue(pointer + bytes, Code.DOCUMENT_NAMES_ANOTHER_CHILD);
  }

  /** The rows that have its bytes. */
  private static List<Rows.DocumentRow> storedAs(
      Submission.Document given, List<Rows.DocumentRow> added) {
    if (given.upload().isPresent()) {
      return added.stream().filter(row -> given.upload().get().equals(row.id())).toList();
    }
    var sha256 = Original.sha256(Base64.getDecoder().decode(given.data().orElse("")));
    return added.stream().filter(row -> row.sha256().equals(sha256)).toList();
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

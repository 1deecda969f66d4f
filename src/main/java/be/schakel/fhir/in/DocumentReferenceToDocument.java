package be.schakel.fhir.in;

import be.schakel.medical.Uploads;
import be.schakel.medical.Uploads.Sum;
import be.schakel.problem.Code;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A DocumentReference as documents of the submission, one for each content. Pure.
 *
 * <p>The bytes are those of {@code attachment.data}, of a Binary, or, for a FHIR document in the
 * same transaction, exactly what stands in the request.
 */
final class DocumentReferenceToDocument {

  private static final Pattern SERVED = Pattern.compile("(?i)https?:.*");
  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[(\\d+)]\\.resource");
  private static final Pattern WHITE = Pattern.compile("\\s+");

  private DocumentReferenceToDocument() {}

  static void map(Intake intake, Element reference, Draft submission) {
    intake.only(reference, "status", Set.of("current"));
    var children = intake.subjects(reference, "subject");
    var category =
        reference.all("category").stream()
            .flatMap(concept -> Codes.all(concept, "data-category").stream())
            .findFirst();
    var contents = reference.all("content");
    if (contents.isEmpty()) {
      intake.wrong(reference.path("content"), Code.MISSING);
    }
    for (var content : contents) {
      var attachment = content.at("attachment");
      var document = submission.item("documents", attachment.path());
      intake.became(reference, document);
      children.forEach(child -> document.add("children", child, reference.path("subject")));
      document.text("category", category);
      document.text("title", attachment.one("title").or(() -> reference.one("description")));
      document.text("contentType", attachment.one("contentType"));
      bytes(intake, reference, attachment, document);
      replaced(intake, reference, document);
    }
  }

  /**
   * The document of ours whose place it takes (ITI-65, Replace). What else it relates to has no
   * place here, and counts as not read.
   */
  private static void replaced(Intake intake, Element reference, Draft document) {
    reference.all("relatesTo").stream()
        .filter(relation -> relation.is("code", "replaces"))
        .findFirst()
        .ifPresent(
            relation -> {
              relation.text("code");
              var target = relation.at("target").at("reference");
              target
                  .text()
                  .flatMap(text -> intake.stored(text, "DocumentReference", target.path()))
                  .ifPresentOrElse(
                      old -> document.text("replaces", old.toString(), target.path()),
                      () -> intake.wrong(target.path(), Code.REFERENCE_UNRESOLVED));
            });
  }

  /** The bytes of an attachment, inside it or wherever it says. */
  static void bytes(Intake intake, Element reference, Element attachment, Draft document) {
    var data = attachment.one("data");
    if (data.isPresent()) {
      base64(intake, data.get(), document);
      check(intake, attachment, document);
      return;
    }
    attachment
        .one("url")
        .ifPresent(
            url ->
                url.text()
                    .ifPresent(text -> linked(intake, text, url, reference, attachment, document)));
  }

  private static void linked(
      Intake intake,
      String text,
      Element url,
      Element reference,
      Element attachment,
      Draft document) {
    var found = intake.references().resolve(text, reference);
    if (found.isEmpty()) {
      intake
          .stored(text, "Binary", url.path())
          .ifPresentOrElse(
              upload -> uploaded(intake, upload, url, attachment, document),
              () -> nowhere(intake, text, url, document));
      return;
    }
    var target = found.get().resource();
    intake.became(target, document);
    if (!found.get().exact()) {
      intake.normalised(url.path(), target.path());
    }
    switch (found.get().type()) {
      case "Binary" -> {
        if (!document.has("contentType")) {
          document.text("contentType", target.one("contentType"));
        } else {
          target.text("contentType");
        }
        if (!target.has("contentType")) {
          intake.normalised(target.path("contentType"), type(target, document));
        }
        document.place("data", target.path("data"));
        target.one("data").ifPresent(data -> base64(intake, data, document));
        check(intake, attachment, document);
      }
      case "Bundle" -> {
        original(intake, target, url, document);
        about(intake, reference, target, document);
      }
      default -> nowhere(intake, text, url, document);
    }
  }

  /** What was sent ahead, and what its sender says that it is. */
  private static void uploaded(
      Intake intake, UUID upload, Element url, Element attachment, Draft document) {
    document.text("upload", upload.toString(), url.path());
    for (var sum : Sum.values()) {
      var said = attachment.one(sum == Sum.SIZE ? "size" : "hash");
      said.flatMap(Element::text)
          .map(value -> WHITE.matcher(value).replaceAll(""))
          .map(value -> new Uploads.Said(upload, sum, value, said.get().path()))
          .ifPresent(intake.said()::add);
    }
  }

  /** Said once: that the document has no bytes then, follows. */
  private static void nowhere(Intake intake, String text, Element url, Draft document) {
    document.itself(url.path());
    intake.wrong(
        url.path(),
        SERVED.matcher(text).matches() ? Code.DOCUMENT_ELSEWHERE : Code.REFERENCE_UNRESOLVED);
  }

  /** What a Binary of no type is kept under. */
  private static String type(Element binary, Draft document) {
    var named = Optional.ofNullable(document.object().path("contentType").textValue());
    return R4Rules.typeOf(binary.node(), named);
  }

  /** Whom the document inside is about, where its reference does not say, or not of all. */
  private static void about(Intake intake, Element reference, Element bundle, Draft document) {
    var named = new LinkedHashSet<String>();
    document.object().path("children").forEach(child -> named.add(child.asText()));
    var children = new LinkedHashSet<>(DocumentSubjects.of(intake, bundle, named));
    children.removeAll(named);
    children.forEach(child -> document.add("children", child, bundle.path()));
    if (!named.isEmpty() && !children.isEmpty()) {
      intake.normalised(reference.path("subject"), bundle.path());
    }
  }

  private static void original(Intake intake, Element bundle, Element url, Draft document) {
    var entry = ENTRY.matcher(bundle.path());
    if (!entry.matches() || !DocumentParts.isDocument(bundle.node())) {
      nowhere(intake, "", url, document);
      return;
    }
    var index = Integer.parseInt(entry.group(1));
    var bytes = intake.sent().resource(index);
    document.text("data", Base64.getEncoder().encodeToString(bytes), bundle.path());
    if (!document.has("contentType")) {
      document.text("contentType", intake.sent().mediaType(), url.path());
    }
    bundle.readWhole();
  }

  /** FHIR lets base64 be broken into lines; the contract does not. */
  private static void base64(Intake intake, Element data, Draft document) {
    data.text()
        .ifPresent(
            text -> {
              var plain = WHITE.matcher(text).replaceAll("");
              document.text("data", plain, data.path());
              if (plain.length() != text.length()) {
                intake.normalised(data.path(), "base64");
              }
            });
  }

  /** Size and digest (SHA-1, R4 Attachment), where the sender gives them. */
  private static void check(Intake intake, Element attachment, Draft document) {
    var size = attachment.one("size");
    var hash = attachment.one("hash");
    if (size.isEmpty() && hash.isEmpty()) {
      return;
    }
    var bytes = decoded(document.object().path("data").asText());
    if (bytes.isEmpty()) {
      return;
    }
    size.flatMap(Element::text)
        .filter(given -> !given.equals(Integer.toString(bytes.get().length)))
        .ifPresent(other -> intake.wrong(attachment.path("size"), Code.DIGEST_MISMATCH));
    hash.flatMap(Element::text)
        .filter(given -> !WHITE.matcher(given).replaceAll("").equals(sha1(bytes.get())))
        .ifPresent(other -> intake.wrong(attachment.path("hash"), Code.DIGEST_MISMATCH));
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException toldByTheContract) {
      return Optional.empty();
    }
  }

  private static String sha1(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}

package be.schakel.medical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a document is by its first bytes, held against what it is called (WHATWG MIME Sniffing, 6,
 * and what hospitals send besides). Bytes that say nothing are believed to be what they are called.
 * Pure.
 */
public final class ContentTypes {

  /** How many first bytes are looked at. */
  static final int HEAD = 4 * 1024;

  private static final String UNKNOWN = "application/octet-stream";

  /**
   * How documents of a type begin.
   *
   * @param others names that such a document may have too
   */
  private record Signature(int offset, byte[] bytes, String type, Pattern others) {

    boolean begins(byte[] document) {
      return document.length >= offset + bytes.length
          && Arrays.equals(bytes, 0, bytes.length, document, offset, offset + bytes.length);
    }
  }

  private static final List<Signature> SIGNATURES =
      List.of(
          signature(0, "%PDF-", "application/pdf", "application/x-pdf"),
          signature(0, "\u0089PNG\r\n\u001a\n", "image/png", "image/x-png|image/apng"),
          signature(0, "\u00ff\u00d8\u00ff", "image/jpeg", "image/(jpg|pjpeg|jfif)"),
          signature(0, "GIF8", "image/gif", "-"),
          signature(0, "II*\0", "image/tiff", "image/.*tif.*|image/x-.*"),
          signature(0, "MM\0*", "image/tiff", "image/.*tif.*|image/x-.*"),
          signature(8, "WEBP", "image/webp", "-"),
          signature(128, "DICM", "application/dicom", "application/dicom.*|image/dicom.*"),
          signature(0, "{\\rtf", "application/rtf", "text/(rtf|richtext)"),
          signature(
              0, "PK\u0003\u0004", "application/zip", ".*(zip|openxmlformats|opendocument|epub).*"),
          signature(
              0,
              "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
              "application/x-ole-storage",
              "application/(msword|vnd\\.ms-.*|x-ms.*|msexcel|mspowerpoint)"));

  /** The two forms of FHIR, and how each begins. */
  private static final Map<String, Pattern> FHIR =
      Map.of(
          "application/fhir+json",
          Pattern.compile("[\\uFEFF\\s]*\\{.*\"resourceType\".*", Pattern.DOTALL),
          "application/fhir+xml",
          Pattern.compile("[\\uFEFF\\s]*<.*[\"']http://hl7.org/fhir[\"'].*", Pattern.DOTALL));

  private static final List<byte[]> PROGRAMS =
      List.of(
          latin("\u007fELF"),
          latin("\u00fe\u00ed\u00fa\u00ce"),
          latin("\u00fe\u00ed\u00fa\u00cf"),
          latin("\u00ce\u00fa\u00ed\u00fe"),
          latin("\u00cf\u00fa\u00ed\u00fe"));

  /** Bytes of the header of a program of DOS or Windows, which texts do not have. */
  private static final int MZ_HEADER = 64;

  private ContentTypes() {}

  /**
   * What it is, where its bytes contradict what it is called.
   *
   * @param declared without which nothing is contradicted
   * @param document all of it, or its beginning
   */
  public static Optional<String> other(Optional<String> declared, byte[] document) {
    return declared
        .map(type -> type.split(";")[0].strip().toLowerCase(Locale.ROOT))
        .filter(type -> !type.equals(UNKNOWN))
        .flatMap(
            type ->
                sniffed(document)
                    .filter(
                        found ->
                            !found.type().equals(type) && !found.others().matcher(type).matches())
                    .map(Signature::type)
                    .or(() -> otherForm(type, document)));
  }

  /** Who sends a report in XML often leaves the documents in it under the name of the JSON form. */
  private static Optional<String> otherForm(String type, byte[] document) {
    var text = new String(document, 0, Math.min(document.length, HEAD), StandardCharsets.UTF_8);
    return FHIR.entrySet().stream()
        .filter(form -> FHIR.containsKey(type) && !form.getKey().equals(type))
        .filter(form -> form.getValue().matcher(text).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * The type that it is kept under, where that is another one than it was sent under.
   *
   * @param kept what {@link #of} says
   */
  public static Optional<String> corrected(Optional<String> declared, String kept) {
    return declared
        .filter(type -> !type.equals(UNKNOWN) && !type.equals(kept))
        .map(otherwise -> kept);
  }

  /** What it is called from now on. */
  public static String of(Optional<String> declared, byte[] document) {
    return other(declared, document)
        .or(() -> declared.filter(type -> !type.equals(UNKNOWN)))
        .or(() -> sniffed(document).map(Signature::type))
        .orElse(UNKNOWN);
  }

  /** Whether it is a program, which no report of a child is. */
  public static boolean isProgram(byte[] document) {
    return PROGRAMS.stream()
            .anyMatch(
                magic ->
                    document.length > magic.length
                        && Arrays.equals(magic, Arrays.copyOf(document, magic.length)))
        || isWindowsProgram(document);
  }

  /**
   * Two letters alone may begin a text, and nothing else that a hospital sends begins with them.
   * The header behind them points to the program, which may lie anywhere in tens of megabytes: the
   * highest byte of that address alone is one that no text has.
   */
  private static boolean isWindowsProgram(byte[] document) {
    return document.length > 2
        && document[0] == 'M'
        && document[1] == 'Z'
        && !isText(Arrays.copyOf(document, Math.min(document.length, MZ_HEADER)));
  }

  /** Without control characters, but for those that break or indent a line. */
  private static boolean isText(byte[] bytes) {
    for (var each : bytes) {
      if (each >= 0 && each < ' ' && !Character.isWhitespace(each)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Signature> sniffed(byte[] document) {
    return SIGNATURES.stream().filter(each -> each.begins(document)).findFirst();
  }

  private static Signature signature(int offset, String bytes, String type, String others) {
    return new Signature(offset, latin(bytes), type, Pattern.compile(others));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

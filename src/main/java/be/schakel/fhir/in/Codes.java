package be.schakel.fhir.in;

import be.schakel.fhir.guide.Systems;
import java.util.List;
import java.util.Optional;

/** Coded elements and extensions of an incoming resource, by the lists that the gateway knows. */
public final class Codes {

  private Codes() {}

  /**
   * The code of one of our lists that a CodeableConcept, a Coding or a plain code holds.
   *
   * @param list such as {@code referral-type}
   */
  static Optional<Element> of(Element coded, String list) {
    return all(coded, list).stream().findFirst();
  }

  /** All codes of the list: a concept may hold several, next to those of other systems. */
  static List<Element> all(Element coded, String list) {
    if (coded.node().isTextual()) {
      return List.of(coded);
    }
    var codings = coded.has("coding") ? coded.all("coding") : List.of(coded);
    return codings.stream()
        .filter(coding -> coding.is("system", Systems.list(list)))
        .peek(coding -> coding.text("system"))
        .flatMap(coding -> coding.one("code").stream())
        .toList();
  }

  /** The place of the system in what holds no code of a list, to say which one is expected. */
  static Optional<String> system(List<Element> coded) {
    var codings =
        coded.stream()
            .flatMap(each -> (each.has("coding") ? each.all("coding") : List.of(each)).stream())
            .toList();
    return codings.stream()
        .flatMap(coding -> coding.one("system").stream())
        .map(Element::path)
        .findFirst()
        .or(
            () ->
                codings.stream()
                    .findFirst()
                    .map(coding -> coding.path(coding.has("text") ? "coding" : "system")));
  }

  /** One of our own extensions, by its name. */
  static Optional<Element> extension(Element element, String name) {
    return named(element, Systems.EXTENSION + name);
  }

  /** An extension, or a part of one, by its whole URL. */
  static Optional<Element> named(Element element, String url) {
    return element.all("extension").stream()
        .filter(extension -> extension.is("url", url))
        .findFirst()
        .map(
            extension -> {
              extension.text("url");
              return extension;
            });
  }

  /** The values of all extensions of ours with this name. */
  static List<Element> values(Element element, String name) {
    return element.all("extension").stream()
        .filter(extension -> extension.is("url", Systems.EXTENSION + name))
        .peek(extension -> extension.text("url"))
        .flatMap(extension -> extension.choice("value").stream())
        .toList();
  }

  /** The value of an extension, of whatever type. */
  static Optional<Element> value(Optional<Element> extension) {
    return extension.flatMap(each -> each.choice("value"));
  }

  /** The value of an extension that holds a code of a list, in any of the ways FHIR has. */
  static Optional<Element> code(Optional<Element> extension, String list) {
    return value(extension).flatMap(value -> of(value, list));
  }
}

package be.schakel.fhir.in;

/** The extension {@code informed}: was this person told of the report? Pure. */
final class Informing {

  static final String NAME = "informed";

  private Informing() {}

  static void map(Element person, Draft draft) {
    Codes.extension(person, NAME)
        .ifPresent(
            extension -> {
              var informed = draft.inner("informed", extension.path());
              informed.flag("told", Codes.value(Codes.named(extension, "told")));
              informed.text("date", Codes.value(Codes.named(extension, "date")));
              informed.text("how", Codes.value(Codes.named(extension, "how")));
              informed.text(
                  "reason", Codes.code(Codes.named(extension, "reason"), "not-informed-reason"));
            });
  }
}

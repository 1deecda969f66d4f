package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.vocabulary.DataCategory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of a view that no decision about a case lets out. */
class ProjectionOfNoCaseTest {

  record Answer(
      @Label.Id Optional<String> id,
      @Label(DataCategory.RECEIPT) Optional<String> contact,
      @Label(DataCategory.CHILD_ID) Optional<String> name,
      @Label.Nested List<OfTheCase> parts,
      @Label.Nested Optional<Inner> inner)
      implements OfNoCase {}

  record OfTheCase(@Label(DataCategory.RECEIPT) Optional<String> reference) {}

  record Inner(
      @Label(DataCategory.DISCLOSURE_LOG) List<String> centres,
      @Label(DataCategory.STATUS) Optional<String> status)
      implements OfNoCase {}

  /** Whatever a feature puts in it. */
  @Test
  void whatLeavesWithoutADecisionSaysNothingOfACase() {
    var given =
        new Answer(
            Optional.of("id"),
            Optional.of("phone"),
            Optional.of("name"),
            List.of(new OfTheCase(Optional.of("reference"))),
            Optional.of(new Inner(List.of("vk"), Optional.of("CLOSED"))));

    assertEquals(
        new Answer(
            Optional.of("id"),
            Optional.of("phone"),
            Optional.empty(),
            List.of(),
            Optional.of(new Inner(List.of("vk"), Optional.empty()))),
        Projection.ofNoCase(given));
  }

  record Use(
      @Label.Id Optional<String> id,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
      @Label(DataCategory.RECEIPT) List<String> reports,
      @Label.Named Optional<String> narrative,
      @Label.Nested Optional<Review> review)
      implements Part {

    @Override
    public Optional<DataCategory> category() {
      return Optional.of(
          reports.isEmpty() ? DataCategory.DISCLOSURE_LOG : DataCategory.HELP_CONTENT);
    }
  }

  record Review(@Label.Named Optional<String> text) {}

  @Test
  void supervisionGetsOfAViewWhatIsOfTheLogAlone() {
    var review = Optional.of(new Review(Optional.of("text")));
    var ofACase =
        new Use(
            Optional.of("id"),
            Optional.of("az"),
            List.of("report"),
            Optional.of("narrative"),
            review);
    var ofNone = new Use(ofACase.id(), ofACase.partner(), List.of(), ofACase.narrative(), review);

    assertEquals(
        new Use(
            ofACase.id(),
            ofACase.partner(),
            List.of(),
            Optional.empty(),
            Optional.of(new Review(Optional.empty()))),
        Projection.ofLog(ofACase, Set.of()));
    assertEquals(ofNone, Projection.ofLog(ofNone, Set.of()));
    assertEquals(
        List.of("report"),
        Projection.ofLog(ofACase, Set.of(DataCategory.RECEIPT)).reports(),
        "and what was granted");
  }
}

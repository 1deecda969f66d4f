package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartialDate;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** Who is behind a pseudonym, as each report about the child told it, newest first. */
public record UnveiledView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> subject,
    @Label.Nested List<Told> persons) {

  /** As one report told it. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Told(
      @Label(DataCategory.CHILD_ID) Optional<String> insz,
      @Label(DataCategory.CHILD_ID) Optional<String> familyName,
      @Label(DataCategory.CHILD_ID) List<String> givenNames,
      @Label(DataCategory.CHILD_ID) Optional<PartialDate> birthDate) {}
}

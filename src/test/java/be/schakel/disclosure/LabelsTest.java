package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.medical.DocumentView;
import be.schakel.referral.AdditionView;
import be.schakel.referral.ReceiptView;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DataCategory;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

  /** The contract's table of labels, written down once more by hand. */
  private static final Map<String, String> CONTRACT =
      Map.ofEntries(
          Map.entry("ReferralView.reference", "RECEIPT"),
          Map.entry("ReferralView.type", "RECEIPT"),
          Map.entry("ReferralView.receivedAt", "RECEIPT"),
          Map.entry("ReferralView.yourReference", "RECEIPT"),
          Map.entry("ReferralView.warnings", "RECEIPT"),
          Map.entry("Vk.code", "RECEIPT"),
          Map.entry("Vk.phone", "RECEIPT"),
          Map.entry("Contact.phone", "RECEIPT"),
          Map.entry("Child.key", "RECEIPT"),
          Map.entry("ReferralView.status", "STATUS"),
          Map.entry("ReferralView.statusSince", "STATUS"),
          Map.entry("ReferralView.urgency", "STATUS"),
          Map.entry("ReferralView.handlingRequested", "STATUS"),
          Map.entry("Child.insz", "CHILD_ID"),
          Map.entry("Child.familyName", "CHILD_ID"),
          Map.entry("Child.givenNames", "CHILD_ID"),
          Map.entry("Child.birthDate", "CHILD_ID"),
          Map.entry("Child.expectedBirthDate", "CHILD_ID"),
          Map.entry("Child.gender", "CHILD_ID"),
          Map.entry("Child.noInszReason", "CHILD_ID"),
          Map.entry("Child.secretAddress", "ADDRESS"),
          Map.entry("Address.lines", "ADDRESS"),
          Map.entry("Address.postalCode", "ADDRESS"),
          Map.entry("Child.problem", "CONCERN"),
          Map.entry("Child.contexts", "CONCERN"),
          Map.entry("ReferralView.kindreflexSector", "CONCERN"),
          Map.entry("ReferralView.facts", "CONCERN + CHILD_ID + FAMILY_ID"),
          Map.entry("Development.text", "CONCERN + CHILD_ID + FAMILY_ID"),
          Map.entry("ChildsView.inOwnWords", "CHILD_VIEW"),
          Map.entry("Person.familyName", "FAMILY_ID"),
          Map.entry("Person.authority", "FAMILY_ID"),
          Map.entry("Reporter.code", "REPORTER_ID"),
          Map.entry("ReferralView.reporterCategory", "REPORTER_ID"),
          Map.entry("ReferralView.channel", "REPORTER_ID"),
          Map.entry("Consent.grantee", "CONSENT"),
          Map.entry("Consent.givers", "CONSENT"),
          Map.entry("Document.title", "named"),
          Map.entry("Contribution.text", "named"));

  @ParameterizedTest
  @ValueSource(
      classes = {
        ReferralView.class,
        ReceiptView.class,
        AdditionView.class,
        DocumentView.class,
        DisclosureView.class
      })
  void everyComponentOfWhatCanLeaveIsLabelled(Class<? extends Record> view) {
    var labels = new TreeMap<String, String>();
    collect(view, labels);
    assertEquals(false, labels.isEmpty());
  }

  @Test
  void labelsAreThoseOfTheContract() {
    var labels = new TreeMap<String, String>();
    collect(ReferralView.class, labels);
    assertAll(
        CONTRACT.entrySet().stream()
            .map(
                each ->
                    (Executable)
                        () ->
                            assertEquals(
                                each.getValue(), labels.get(each.getKey()), each.getKey())));
  }

  record Unlabelled(
      @Label(DataCategory.CONCERN) Optional<String> text, Optional<String> forgotten) {}

  record Twice(@Label(DataCategory.CONCERN) @Label.Id Optional<String> text) {}

  record Bare(@Label(DataCategory.CONCERN) String text) {}

  @ParameterizedTest
  @ValueSource(classes = {Unlabelled.class, Twice.class, Bare.class})
  void recordThatForgetsOrConfusesItsLabelsCannotLeave(Class<? extends Record> wrong) {
    assertThrows(IllegalStateException.class, () -> Shape.of(wrong));
  }

  private static void collect(Class<?> type, Map<String, String> labels) {
    for (var component : Shape.of(type).components()) {
      var name = type.getSimpleName() + "." + component.accessor().getName();
      var words = new ArrayList<String>();
      switch (component.kind()) {
        case ID -> words.add("id");
        case NAMED -> words.add("named");
        case NESTED -> collect(element(component), labels);
        case LABELLED -> {
          words.add(component.category().orElseThrow().name());
          component.mayContain().stream().map(Enum::name).sorted().forEach(words::add);
        }
      }
      labels.put(name, String.join(" + ", words));
    }
  }

  private static Class<?> element(Shape.Component component) {
    return Stream.of(
            ((ParameterizedType) component.accessor().getGenericReturnType())
                .getActualTypeArguments())
        .map(type -> (Class<?>) type)
        .toList()
        .get(0);
  }
}

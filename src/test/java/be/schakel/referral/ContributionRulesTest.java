package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionRulesTest {

  private static final UUID CHILD = UUID.fromString("0199a7c4-3b1e-7011-9d53-5f1f6d3a2b10");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private static List<String> remarks(String quoted, boolean centre) {
    var rules = new ContributionRules(centre, CHILD::equals, Set.of("uz", "az")::contains, TODAY);
    return rules.check(given(quoted)).stream()
        .map(issue -> issue.pointer() + " " + issue.code())
        .toList();
  }

  private static NewContribution given(String quoted) {
    try {
      return Json.MAPPER.readValue(quoted.replace('\'', '"'), NewContribution.class);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(wrong);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'category': 'ADVICE', 'text': '…', 'audience': ['uz']};",
        "{'category': 'ADVICE', 'text': '…'}; /audience AUDIENCE_REQUIRED",
        "{'category': 'ADVICE', 'text': '…', 'audience': ['uz', 'x']}; /audience/1 UNKNOWN_PARTNER",
        "{'category': 'HELP_CONTENT', 'text': '…'};",
        "{'category': 'HELP_CONTENT', 'text': '…', 'audience': ['uz']}; /audience AUDIENCE_NOT_PERMITTED",
        "{'category': 'CONCERN', 'text': '…'}; /category CONTRIBUTION_CATEGORY_NOT_PERMITTED",
        "{'category': 'SCHOOL', 'text': '…', 'child': '0199a7c4-3b1e-7011-9d53-5f1f6d3a2b11'}; /child UNKNOWN_CHILD",
        "{'category': 'SAFETY_PLAN', 'agreements': [{'text': '…'}, {'text': '…', 'audience': ['az']}], 'reviewOn': '2026-12-01'};",
        "{'category': 'SAFETY_PLAN', 'agreements': [{'text': '…'}], 'reviewOn': '2026-11-21'}; /reviewOn REVIEW_NOT_AHEAD",
        "{'category': 'SAFETY_PLAN', 'agreements': [{'text': '…'}, {'text': '…', 'audience': ['az', 'x']}]};"
            + " /agreements/1/audience/1 UNKNOWN_PARTNER",
        "{'category': 'SCHOOL', 'agreements': [{'text': '…'}]}; /agreements DETAIL_OF_OTHER_CATEGORY",
        "{'category': 'SCHOOL', 'text': '…', 'reviewOn': '2026-12-01'}; /reviewOn DETAIL_OF_OTHER_CATEGORY",
        "{'category': 'RISK_CONCL', 'risk': {'date': '2026-11-21', 'conclusion': 'HIGH'}};",
        "{'category': 'RISK_CONCL', 'risk': {'date': '2026-11-22', 'conclusion': 'HIGH'}}; /risk/date DATE_IN_FUTURE",
        "{'category': 'SCHOOL', 'risk': {'date': '2026-11-21', 'conclusion': 'HIGH'}}; /risk DETAIL_OF_OTHER_CATEGORY",
        "{'category': 'PLACEMENT', 'placement': {'with': '…'}};",
        "{'category': 'SCHOOL', 'placement': {'with': '…'}}; /placement DETAIL_OF_OTHER_CATEGORY",
        "{'category': 'CHILD_VIEW', 'view': {'inOwnWords': '…'}};",
        "{'category': 'SCHOOL', 'view': {'inOwnWords': '…'}}; /view DETAIL_OF_OTHER_CATEGORY"
      })
  void centreIsToldWhatIsWrong(String given, String remark) {
    assertEquals(remark == null ? List.of() : List.of(remark), remarks(given, true));
  }

  @Test
  void whoIsNoCentreChoosesNoReaders() {
    assertEquals(
        List.of("/audience AUDIENCE_NOT_PERMITTED"),
        remarks("{'category': 'PLACEMENT', 'text': '…', 'audience': ['uz']}", false));
  }

  @Test
  void fosterCareWritesAboutThePlacementAndNobodyElseAnything() {
    for (var kind : PartnerKind.values()) {
      for (var category : DataCategory.values()) {
        var its = kind == PartnerKind.FOSTER_CARE && category == DataCategory.PLACEMENT;
        if (its) {
          assertTrue(ContributionRules.opensTo(kind, category));
        } else {
          assertFalse(ContributionRules.opensTo(kind, category), kind + " " + category);
        }
      }
    }
  }
}

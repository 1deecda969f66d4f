package be.schakel.disclosure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Which of the two clocks is whose. */
class BusinessTimeTest {

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("be.schakel");

  @Test
  void whatHappensToACaseTakesBusinessTime() {
    fields()
        .that()
        .haveRawType(Clock.class)
        .and()
        .haveName("clock")
        .and()
        .areDeclaredInClassesThat(
            resideInAnyPackage(
                "be.schakel.mano..",
                "be.schakel.referral..",
                "be.schakel.access..",
                "be.schakel.lookup.."))
        .should()
        .beAnnotatedWith(BusinessTime.class)
        .check(HOUSE);
  }

  @Test
  void certificatesTokensRatesKeysAndTheLogKeepRealTime() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "be.schakel.edge..",
            "be.schakel.partner..",
            "be.schakel.ledger..",
            "be.schakel.vault..",
            "be.schakel.journal..",
            "be.schakel.audit..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(BusinessTime.class)
        .check(HOUSE);
  }
}

package be.schakel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.disclosure.Released;
import be.schakel.edge.AnyToken;
import be.schakel.edge.NoToken;
import be.schakel.edge.Public;
import be.schakel.edge.Scope;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promise of the design, as rules that the code keeps or does not build. */
@AnalyzeClasses(packages = "be.schakel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOM = "be.schakel.";

  /**
   * From the top of the house to its cellar; who stands higher may use who stands lower, never the
   * other way.
   */
  private static final List<String> ROOMS =
      List.of(
          "fhir",
          "referral",
          "medical",
          "edge",
          "disclosure",
          "consent",
          "policy",
          "ledger",
          "partner",
          "vault",
          "database",
          "demo");

  private static final DescribedPredicate<JavaClass> RESPONSE_WRITERS =
      DescribedPredicate.describe(
          "response writers", type -> type.isAssignableTo(MessageBodyWriter.class));

  @ArchTest static final ArchRule ROOMS_USE_ONLY_ROOMS_BELOW = rooms();

  @ArchTest
  static final ArchRule WORDS_USE_NOTHING =
      classes()
          .that()
          .resideInAPackage(ROOM + "vocabulary")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(ROOM + "vocabulary", "java.."));

  @ArchTest
  static final ArchRule PROBLEMS_USE_WORDS_ALONE =
      classes()
          .that()
          .resideInAPackage(ROOM + "problem")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  ROOM + "problem",
                  ROOM + "vocabulary",
                  "java..",
                  "com.fasterxml.jackson.annotation"));

  @ArchTest
  static final ArchRule POLICY_IS_PURE =
      classes()
          .that()
          .resideInAPackage(ROOM + "policy")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  ROOM + "policy",
                  ROOM + "partner",
                  ROOM + "problem",
                  ROOM + "vocabulary",
                  "java.lang..",
                  "java.util..",
                  "java.time",
                  "java.io",
                  "java.nio.charset"));

  @ArchTest
  static final ArchRule POLICY_HAS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAPackage(ROOM + "policy")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.time.Clock.class);

  @ArchTest
  static final ArchRule ONLY_THE_GATE_RELEASES =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOM + "disclosure")
          .should()
          .callConstructorWhere(
              DescribedPredicate.describe(
                  "of Released", call -> call.getTargetOwner().isEquivalentTo(Released.class)));

  @ArchTest
  static final ArchRule VIEWS_OPEN_IN_RESPONSE_WRITERS =
      noClasses()
          .that(DescribedPredicate.not(RESPONSE_WRITERS))
          .and()
          .doNotHaveFullyQualifiedName(Released.class.getName())
          .should()
          .callMethod(Released.class, "view")
          .orShould()
          .callMethod(Released.class, "views");

  @ArchTest static final ArchRule RESOURCES_ANSWER_WITH_WHAT_IS_RELEASED = answers();

  @ArchTest
  static final ArchRule EVERY_METHOD_SAYS_WHICH_TOKEN_IT_NEEDS =
      methods().that(isRoute()).should(haveExactlyOne(Scope.class, AnyToken.class, NoToken.class));

  @ArchTest
  static final ArchRule RESOURCES_DO_NOT_CALL_EACH_OTHER =
      noClasses()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are other resources",
                  type ->
                      type.isAnnotatedWith(Path.class)
                          && type.getSimpleName().endsWith("Resource")))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|DTO|Dto|Service)")
          .orShould()
          .haveSimpleNameStartingWith("Abstract");

  @ArchTest
  static final ArchRule ONE_LOGGER =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j.."));

  @ArchTest
  static final ArchRule NOBODY_PRINTS =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @Test
  void resourceThatReturnsAViewBesideTheGateIsFound() {
    var wrong = new ClassFileImporter().importClasses(LeakyResource.class);
    assertThrows(AssertionError.class, () -> answers().check(wrong));
  }

  @Test
  void roomThatLooksUpwardsIsFound() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("be.schakel");
    var upsideDown =
        noClasses()
            .that()
            .resideInAPackage(ROOM + "referral")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOM + "disclosure"));
    assertThrows(AssertionError.class, () -> upsideDown.check(all));
  }

  /** What must never stand in a resource: case data that the gate has not seen. */
  @Path("leak")
  static class LeakyResource {
    @jakarta.ws.rs.GET
    @AnyToken
    public be.schakel.referral.ReferralView read() {
      return null;
    }
  }

  private static ArchRule rooms() {
    var layers = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (var room : ROOMS) {
      layers = layers.layer(room).definedBy(ROOM + room + "..");
    }
    layers = layers.layer("doors").definedBy("be.schakel");
    for (int i = 0; i < ROOMS.size(); i++) {
      var above =
          Stream.concat(Stream.of("doors"), ROOMS.subList(0, i).stream()).toArray(String[]::new);
      layers = layers.whereLayer(ROOMS.get(i)).mayOnlyBeAccessedByLayers(above);
    }
    return layers.whereLayer("doors").mayNotBeAccessedByAnyLayer();
  }

  /**
   * Released by the gate, or public in any case; what is typed loosely is held by the guard when it
   * is written.
   */
  private static ArchRule answers() {
    return methods()
        .that(isRoute())
        .and()
        .areDeclaredInClassesThat(
            resideInAnyPackage(
                ROOM + "referral",
                ROOM + "fhir",
                ROOM + "disclosure",
                ROOM + "medical",
                "be.schakel"))
        .should(
            new ArchCondition<JavaMethod>("return Released or what is public") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                var type = method.getRawReturnType();
                var good =
                    type.isEquivalentTo(Released.class)
                        || type.isAnnotatedWith(Public.class)
                        || type.isEquivalentTo(Object.class)
                        || type.isEquivalentTo(jakarta.ws.rs.core.Response.class);
                events.add(
                    new SimpleConditionEvent(
                        method, good, method.getFullName() + " returns " + type.getName()));
              }
            });
  }

  private static DescribedPredicate<JavaMethod> isRoute() {
    return DescribedPredicate.describe(
        "are routes",
        method ->
            method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
  }

  @SafeVarargs
  private static ArchCondition<JavaMethod> haveExactlyOne(Class<? extends Annotation>... kinds) {
    return new ArchCondition<>("say exactly once which token they need") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        var count = Stream.of(kinds).filter(method::isAnnotatedWith).count();
        events.add(
            new SimpleConditionEvent(
                method, count == 1, method.getFullName() + " says it " + count + " times"));
      }
    };
  }
}

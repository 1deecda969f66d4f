package be.schakel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Released;
import be.schakel.edge.AnyToken;
import be.schakel.edge.NoToken;
import be.schakel.edge.Public;
import be.schakel.edge.Scope;
import be.schakel.partner.Caller;
import be.schakel.verify.Main;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The promises of the design that the compiler cannot hold, as rules about any set of classes. */
final class HouseRules {

  /**
   * From the top of the house to its cellar; who stands higher may use who stands lower, never the
   * other way.
   */
  static final List<String> ROOMS =
      List.of(
          "fhir",
          "fhir.in",
          "fhir.out",
          "fhir.guide",
          "notice",
          "rights",
          "alert",
          "emergency",
          "access",
          "mano",
          "lookup",
          "audit",
          "correction",
          "referral",
          "medical",
          "edge",
          "disclosure",
          "consent",
          "policy",
          "ledger",
          "partner",
          "outbox",
          "vault",
          "journal",
          "database",
          "demo");

  /** What everybody may use, and what uses nothing of the house but itself. */
  static final List<String> LEAVES = List.of("vocabulary", "problem");

  /** No room of the server but a program of its own, which knows the log by its formats alone. */
  static final String APART = "verify";

  private HouseRules() {}

  /**
   * @param house the package of the house, with its dot
   */
  static ArchRule roomsUseOnlyRoomsBelow(String house) {
    var layers = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (var room : ROOMS) {
      layers = layers.optionalLayer(room).definedBy(house + room);
    }
    layers = layers.optionalLayer("doors").definedBy(house.substring(0, house.length() - 1));
    for (int i = 0; i < ROOMS.size(); i++) {
      var above =
          Stream.concat(Stream.of("doors"), ROOMS.subList(0, i).stream()).toArray(String[]::new);
      layers = layers.whereLayer(ROOMS.get(i)).mayOnlyBeAccessedByLayers(above);
    }
    return layers.whereLayer("doors").mayNotBeAccessedByAnyLayer();
  }

  static ArchRule everyRoomIsKnown(String house) {
    var known =
        Stream.of(ROOMS.stream(), LEAVES.stream(), Stream.of(APART))
            .flatMap(rooms -> rooms)
            .map(room -> house + room);
    var places =
        Stream.concat(Stream.of(house.substring(0, house.length() - 1)), known)
            .toArray(String[]::new);
    return classes().should().resideInAnyPackage(places);
  }

  /** What both would get wrong in the same way would never be noticed. */
  static ArchRule verifierSharesNoCode(String house) {
    return only(
        house + APART,
        house + APART,
        "java..",
        "javax.crypto..",
        "javax.net..",
        "com.sun.net.httpserver");
  }

  static ArchRule nobodyUsesTheVerifier(String house) {
    return noClasses()
        .that()
        .resideInAPackage(house.substring(0, house.length() - 1) + "..")
        .and()
        .resideOutsideOfPackage(house + APART)
        .should()
        .dependOnClassesThat(resideInAPackage(house + APART));
  }

  static ArchRule wordsUseNothing(String house) {
    return only(house + "vocabulary", house + "vocabulary", "java..");
  }

  static ArchRule problemsUseWordsAlone(String house) {
    return only(
        house + "problem",
        house + "problem",
        house + "vocabulary",
        "java..",
        "com.fasterxml.jackson.annotation");
  }

  /** No framework, no database, no network: the JDK's values, and who asks. */
  static ArchRule policyIsPure(String house) {
    return only(
        house + "policy",
        house + "policy",
        house + "partner",
        house + "problem",
        house + "vocabulary",
        "java.lang..",
        "java.util..",
        "java.time",
        "java.io",
        "java.nio.charset");
  }

  /** Pure rooms take the time as an argument, and everybody else from the one clock. */
  static ArchRule nobodyLooksAtTheClockAlone() {
    var now =
        describe(
            "is a clock of one's own",
            (JavaAccess<?> access) ->
                access.getName().equals("now")
                        && access.getTargetOwner().getPackageName().equals("java.time")
                        && !access.getTarget().getFullName().contains(Clock.class.getName())
                    || access.getName().matches("currentTimeMillis|systemUTC|systemDefaultZone"));
    return noClasses()
        .that(not(resideInAPackage("be.schakel.demo")))
        .and()
        .doNotHaveFullyQualifiedName(Givens.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .accessTargetWhere(now);
  }

  static ArchRule onlyTheGateReleases() {
    return noClasses()
        .that(not(describe("gate", is(DisclosureGate.class, Released.class))))
        .should()
        .accessTargetWhere(
            describe(
                "makes a Released",
                access ->
                    access.getTargetOwner().isEquivalentTo(Released.class)
                        && access.getName().equals("<init>")));
  }

  static ArchRule viewsOpenInResponseWriters() {
    return noClasses()
        .that(
            not(describe("response writers", type -> type.isAssignableTo(MessageBodyWriter.class))))
        .and()
        .doNotHaveFullyQualifiedName(Released.class.getName())
        .should()
        .accessTargetWhere(
            describe(
                "opens a Released",
                access ->
                    access.getTargetOwner().isEquivalentTo(Released.class)
                        && access.getName().matches("views?")));
  }

  /**
   * Every answer is released by the gate or public in any case, and its type says which: never an
   * Object, a Response or a view.
   */
  static ArchRule resourcesAnswerWithWhatMayLeave() {
    return methods()
        .that(areRoutes())
        .should(
            hold(
                "return what is Released, or Public",
                method ->
                    method.getRawReturnType().isEquivalentTo(Released.class)
                        || method.getRawReturnType().isAnnotatedWith(Public.class)));
  }

  static ArchRule routesSayWhichTokenTheyNeed() {
    List<Class<? extends Annotation>> kinds = List.of(Scope.class, AnyToken.class, NoToken.class);
    return methods()
        .that(areRoutes())
        .should(
            hold(
                "say once which token they need",
                method -> kinds.stream().filter(method::isAnnotatedWith).count() == 1));
  }

  static ArchRule resourcesDoNotCallEachOther() {
    return noClasses()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .dependOnClassesThat(describe("are resources", type -> type.isAnnotatedWith(Path.class)));
  }

  static ArchRule resourcesAreCalledSo() {
    return classes()
        .that()
        .areAnnotatedWith(Path.class)
        .should()
        .haveSimpleNameEndingWith("Resource");
  }

  /** What holds SQL is asked by features and asks none: neither the gate nor who uses it. */
  static ArchRule repositoriesCallNoFeature() {
    return noClasses()
        .that(describe("have SQL", has(Jdbi.class)))
        .should()
        .dependOnClassesThat(
            describe(
                "are features",
                type ->
                    type.isEquivalentTo(DisclosureGate.class)
                        || has(DisclosureGate.class).test(type)
                        || type.isAnnotatedWith(Path.class)));
  }

  static ArchRule namesSayWhatThingsAre() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|DTO|Dto|Service)")
        .orShould()
        .haveSimpleNameStartingWith("Abstract");
  }

  /** An interface hides something only when there are two behind it, or a lambda. */
  static ArchRule interfacesHaveSeveralBehindThem() {
    return classes()
        .that()
        .areInterfaces()
        .and()
        .areNotAnnotations()
        .should(
            new ArchCondition<JavaClass>("have more than one implementation") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                var count = type.getAllSubclasses().size();
                events.add(
                    new SimpleConditionEvent(
                        type, count != 1, type.getName() + " has one implementation alone"));
              }
            });
  }

  /** It is a value of one request: what lives longer would take the first one for everybody. */
  static ArchRule callersAreOfOneRequest() {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(ApplicationScoped.class)
        .should()
        .haveRawType(Caller.class);
  }

  static ArchRule oneLogger() {
    return noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.util.logging..", "org.slf4j..", "org.apache.commons.logging.."));
  }

  static ArchRule nobodyPrints() {
    return noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessTargetWhere(
            describe("prints a stack trace", access -> access.getName().equals("printStackTrace")));
  }

  private static ArchRule only(String room, String... places) {
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(places));
  }

  private static DescribedPredicate<JavaMethod> areRoutes() {
    return describe(
        "are routes",
        method ->
            method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
  }

  private static ArchCondition<JavaMethod> hold(String what, Predicate<JavaMethod> good) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                method,
                good.test(method),
                method.getFullName() + " returns " + method.getReturnType().getName()));
      }
    };
  }

  private static Predicate<JavaClass> is(Class<?>... types) {
    var names = Stream.of(types).map(Class::getName).toList();
    return type -> names.contains(type.getName());
  }

  private static Predicate<JavaClass> has(Class<?> field) {
    return type ->
        type.getFields().stream().anyMatch(each -> each.getRawType().isEquivalentTo(field));
  }

  /** Every rule, for the house of that package. */
  static Set<ArchRule> all(String house) {
    return Set.of(
        roomsUseOnlyRoomsBelow(house),
        everyRoomIsKnown(house),
        verifierSharesNoCode(house),
        nobodyUsesTheVerifier(house),
        wordsUseNothing(house),
        problemsUseWordsAlone(house),
        policyIsPure(house),
        nobodyLooksAtTheClockAlone(),
        onlyTheGateReleases(),
        viewsOpenInResponseWriters(),
        resourcesAnswerWithWhatMayLeave(),
        routesSayWhichTokenTheyNeed(),
        resourcesDoNotCallEachOther(),
        resourcesAreCalledSo(),
        repositoriesCallNoFeature(),
        namesSayWhatThingsAre(),
        interfacesHaveSeveralBehindThem(),
        callersAreOfOneRequest(),
        oneLogger(),
        nobodyPrints());
  }
}

package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.edge.Rule.Need;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleTest {

  @Test
  void aMethodThatSaysNothingIsClosed() {
    assertEquals(Need.CLOSED, rule("forgotten").need());
  }

  @Test
  void aMethodThatContradictsItselfIsClosed() {
    assertEquals(Need.CLOSED, rule("contradicted").need());
  }

  @Test
  void anyOneOfTheScopesWillDo() {
    assertEquals(Need.SCOPE, rule("scoped").need());
    assertEquals(Set.of("system/Task.r", "system/ServiceRequest.r"), rule("scoped").scopes());
  }

  @Test
  void theDeclaredQueryParametersAreKnownAlsoInABean() {
    assertEquals(Map.of("status", true, "limit", false, "cursor", false), rule("search").query());
  }

  @Test
  void anUndeclaredParameterIsRefused() {
    assertEquals(Code.UNKNOWN_PARAMETER, refusal("scoped", Map.of("status", List.of("x"))));
    assertEquals(Code.UNKNOWN_PARAMETER, refusal("search", Map.of("Status", List.of("x"))));
  }

  @Test
  void aParameterForOneValueStandsThereOnce() {
    assertEquals(Code.DUPLICATE_PARAMETER, refusal("search", Map.of("limit", List.of("1", "2"))));
    var query = Map.of("status", List.of("a", "b"), "limit", List.of("1"));
    assertDoesNotThrow(() -> QueryFilter.check(rule("search"), query));
  }

  private static Code refusal(String method, Map<String, List<String>> query) {
    return assertThrows(SchakelProblem.class, () -> QueryFilter.check(rule(method), query)).code();
  }

  private static Rule rule(String name) {
    return Arrays.stream(Methods.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .map(Rule::of)
        .findFirst()
        .orElseThrow();
  }

  private static final class Page {
    @QueryParam("limit")
    private Integer limit;

    @QueryParam("cursor")
    private String cursor;
  }

  private static final class Methods {

    void forgotten() {}

    @NoToken
    @AnyToken
    void contradicted() {}

    @Scope({"system/Task.r", "system/ServiceRequest.r"})
    void scoped() {}

    @AnyToken
    void search(@QueryParam("status") List<String> status, @BeanParam Page page) {}
  }
}

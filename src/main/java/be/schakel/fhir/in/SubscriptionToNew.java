package be.schakel.fhir.in;

import be.schakel.edge.JsonBody;
import be.schakel.fhir.out.SubscriptionToFhir;
import be.schakel.notice.NewSubscription;
import be.schakel.outbox.EventKind;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A rest-hook Subscription as a new subscription. What would change what is sent, or to whom, and
 * what nobody here would read, is refused. Pure.
 *
 * @param remarks what was not there, and what it counts as
 */
public record SubscriptionToNew(NewSubscription subscription, List<Issue> remarks) {

  public static final String ENDPOINT = "Subscription.channel.endpoint";

  private static final String ROOT = "Subscription";
  private static final Set<String> KNOWN =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "text",
          "status",
          "reason",
          "criteria",
          "channel",
          "extension");
  private static final Set<String> CHANNEL = Set.of("type", "endpoint", "payload");
  private static final int LONGEST = 500;

  public SubscriptionToNew {
    remarks = List.copyOf(remarks);
  }

  /**
   * @throws SchakelProblem with every place that has to change
   */
  public static SubscriptionToNew parse(InputStream body) throws IOException {
    var json = InPlace.read(ROOT, () -> JsonBody.read(body, JsonBody.LIMIT, JsonBody.VALUES));
    var reading = new Reading(new ArrayList<>());
    json.issues().forEach(issue -> reading.add(issue.at(Element.path(ROOT, issue.pointer()))));
    var given = reading.map(json.root());
    var errors = reading.issues.stream().filter(issue -> !issue.code().isWarning()).toList();
    if (!errors.isEmpty()) {
      throw SchakelProblem.of(errors);
    }
    return new SubscriptionToNew(given, reading.issues);
  }

  /** One resource, and what is to be said of it. */
  private record Reading(List<Issue> issues) {

    private NewSubscription map(JsonNode node) {
      Structure.check(node, ROOT, this::add);
      fixed(node, "resourceType", ROOT, true);
      unknown(node, KNOWN, "");
      fixed(node, "status", "requested", false);
      fixed(node, "criteria", SubscriptionToFhir.CRITERIA, false);
      var channel = node.path("channel");
      unknown(channel, CHANNEL, ".channel");
      if (!channel.path("type").asText().equals("rest-hook")) {
        wrong(ROOT + ".channel.type", Code.INVALID_VALUE, "rest-hook");
      }
      if (channel.has("payload")
          && !channel.path("payload").asText().equals(SubscriptionToFhir.PAYLOAD)) {
        wrong(ROOT + ".channel.payload", Code.INVALID_VALUE, SubscriptionToFhir.PAYLOAD);
      }
      var endpoint = channel.path("endpoint").asText();
      if (endpoint.isEmpty() || endpoint.length() > LONGEST) {
        wrong(ENDPOINT, endpoint.isEmpty() ? Code.MISSING : Code.ENDPOINT_NOT_REGISTERED);
      }
      return new NewSubscription(endpoint, kinds(node.path("extension")));
    }

    private List<EventKind> kinds(JsonNode extensions) {
      var kinds = new ArrayList<EventKind>();
      for (int i = 0; i < extensions.size(); i++) {
        var place = ROOT + ".extension[" + i + "]";
        var code = extensions.get(i).path("valueCode").asText();
        var kind =
            Arrays.stream(EventKind.values()).filter(each -> each.name().equals(code)).findFirst();
        if (!extensions.get(i).path("url").asText().equals(SubscriptionToFhir.KIND)) {
          wrong(place, Code.EXTENSION_NOT_EXPECTED);
        } else if (kind.isEmpty()) {
          wrong(
              place,
              Code.UNKNOWN_CODE,
              Arrays.stream(EventKind.values()).map(Enum::name).collect(Collectors.joining(", ")));
        } else if (!kinds.contains(kind.get())) {
          kinds.add(kind.get());
        }
      }
      return kinds;
    }

    private void fixed(JsonNode node, String name, String value, boolean needed) {
      if ((needed || node.has(name)) && !node.path(name).asText().equals(value)) {
        wrong(ROOT + "." + name, Code.INVALID_VALUE, value);
      }
    }

    private void unknown(JsonNode node, Set<String> known, String place) {
      node.fieldNames()
          .forEachRemaining(
              name -> {
                if (!known.contains(name)) {
                  wrong(ROOT + place + "." + name, Code.ELEMENT_NOT_TAKEN);
                }
              });
    }

    private void wrong(String place, Code code, String... arguments) {
      add(new Issue(place, code, arguments));
    }

    /** A place that is called wrong already is called nothing else as well. */
    private void add(Issue issue) {
      if (issues.stream().noneMatch(told -> told.pointer().equals(issue.pointer()))) {
        issues.add(issue);
      }
    }
  }
}

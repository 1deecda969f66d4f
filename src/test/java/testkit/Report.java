package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * A report as a partner would write it, all of it invented. Says what a test cares about; the rest
 * is there so that no warning comes back.
 *
 * <p>{@link #json()} can be changed at will before it is sent.
 */
public final class Report {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode json = JSON.createObjectNode();

  private Report(String type) {
    json.put("type", type);
  }

  /** No more than the contract demands: one child, one problem. */
  public static Report bare() {
    var report = new Report("REGULAR");
    report.json.withArray("children").addObject().put("key", "c1").put("problem", "PHYSICAL");
    return report;
  }

  /** One child in Antwerpen with a mother, facts and somebody to call. */
  public static Report ofOneChild() {
    return new Report("REGULAR").children("c1").complete();
  }

  /** Children of one family in Antwerpen. */
  public static Report ofSiblings(String... keys) {
    return new Report("REGULAR").children(keys).complete();
  }

  public Report type(String type) {
    json.put("type", type);
    return this;
  }

  private Report children(String... keys) {
    var family = Invented.familyName();
    for (var key : keys) {
      var child = json.withArray("children").addObject();
      var insz = Invented.insz();
      child.put("key", key).put("insz", insz).put("familyName", family);
      child.withArray("givenNames").add(Invented.familyName());
      child.put("birthDate", Invented.birthDate(insz)).put("problem", "PHYSICAL");
      child.withArray("contexts").add("INTRAFAMILY_VIOLENCE");
      var address = child.putObject("address");
      address.withArray("lines").add(Invented.word("Proefstraat"));
      address.put("postalCode", "2000").put("city", "Antwerpen");
      child.putObject("informed").put("told", false).put("reason", "TOO_YOUNG");
    }
    return this;
  }

  private Report complete() {
    var mother = json.withArray("persons").addObject();
    mother.put("key", "p1").put("role", "MOTHER").put("familyName", Invented.familyName());
    mother.withArray("givenNames").add("An");
    mother.put("authority", "HOLDS");
    json.put("handlingRequested", "ADVICE").put("facts", Invented.word("blauwe plekken"));
    json.putObject("contact").put("name", Invented.familyName()).put("phone", "+32 3 000 00 00");
    return this;
  }

  /** The child of this place, to be changed. */
  public ObjectNode child(int index) {
    return (ObjectNode) json.withArray("children").get(index);
  }

  /** The person of this place, to be changed. */
  public ObjectNode person(int index) {
    return (ObjectNode) json.withArray("persons").get(index);
  }

  /** Any other change. */
  public Report but(Consumer<ObjectNode> change) {
    change.accept(json);
    return this;
  }

  public Report livingIn(String postalCode) {
    ((ObjectNode) child(0).get("address")).put("postalCode", postalCode).remove("city");
    return this;
  }

  public Report withoutAddress() {
    json.withArray("children").forEach(child -> ((ObjectNode) child).remove("address"));
    return this;
  }

  public Report preferring(String vk) {
    json.put("preferredVk", vk);
    return this;
  }

  public Report urgent() {
    json.put("urgency", "URGENT");
    return this;
  }

  /** Under a reference of the partner's own. */
  public Report reference(String value) {
    json.putObject("yourReference").put("system", "https://proef.example/ref").put("value", value);
    return this;
  }

  /** With a document about all its children. */
  public Report document(String category, String contentType, byte[] bytes) {
    json.withArray("documents")
        .addObject()
        .put("category", category)
        .put("title", Invented.word("verslag"))
        .put("contentType", contentType)
        .put("data", Base64.getEncoder().encodeToString(bytes));
    return this;
  }

  /** With an uploaded document about all its children. */
  public Report uploaded(String id) {
    json.withArray("documents").addObject().put("category", "MEDICAL").put("upload", id);
    return this;
  }

  /** With a consent of the mother that lets a partner read one category of the first child. */
  public Report consent(String grantee, String category, String purpose) {
    var consent = json.withArray("consents").addObject();
    consent.put("child", child(0).path("key").asText()).put("grantee", grantee);
    consent.withArray("givers").add("p1");
    consent.withArray("categories").add(category);
    consent.withArray("purposes").add(purpose);
    consent.put("method", "WRITTEN").put("language", "nl");
    return this;
  }

  public ObjectNode json() {
    return json;
  }

  /** An object of JSON from name and value pairs, for all that is no report. */
  public static ObjectNode object(Object... pairs) {
    var object = JSON.createObjectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      object.set((String) pairs[i], JSON.valueToTree(pairs[i + 1]));
    }
    return object;
  }

  /** JSON as it was written. */
  public static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new IllegalArgumentException(notJson);
    }
  }
}

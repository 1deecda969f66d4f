package be.schakel.partner;

import be.schakel.partner.OpeningHours.Span;
import be.schakel.partner.Registration.Certificate;
import be.schakel.partner.Registration.DatedName;
import be.schakel.partner.Registration.Endpoint;
import be.schakel.partner.Registration.Identifier;
import be.schakel.partner.Registration.OnDuty;
import be.schakel.partner.Registration.Status;
import be.schakel.partner.Registration.Succession;
import be.schakel.partner.RegistryRefused.Fault;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.VkRegion;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the registry file: all of it is right, or none of it comes into force.
 *
 * <p>Strict on purpose. A property that nobody knows is a typing error that would silently take a
 * right away or leave a certificate in force.
 */
public final class RegistryFile {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(20).build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ]{5,20}[0-9]");
  private static final Pattern PERSON = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");
  private static final Pattern LANGUAGE = Pattern.compile("nl|fr|en");
  private static final Pattern USE = Pattern.compile("[a-z]+(-[a-z]+)*");

  private final List<Fault> faults = new ArrayList<>();

  private RegistryFile() {}

  /**
   * @param content JSON in UTF-8
   * @throws RegistryRefused with every fault, each with its place
   */
  public static Registry read(byte[] content) throws RegistryRefused {
    JsonNode root;
    try {
      root = JSON.readTree(content);
    } catch (JsonProcessingException broken) {
      throw new RegistryRefused(List.of(new Fault("", notJson(broken))));
    } catch (IOException broken) {
      throw new RegistryRefused(List.of(new Fault("", "cannot be read")));
    }
    var file = new RegistryFile();
    var registry = file.registry(Place.root(root, file.faults));
    if (!file.faults.isEmpty()) {
      throw new RegistryRefused(file.faults);
    }
    return registry;
  }

  private static String notJson(JsonProcessingException broken) {
    var place = broken.getLocation();
    var where =
        place == null
            ? ""
            : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    return "is not JSON without duplicate properties" + where;
  }

  private Registry registry(Place root) {
    if (!root.object("generalContact", "partners", "engagements")) {
      return null;
    }
    var contact = contact(root.at("generalContact"));
    var partners = root.at("partners").each(this::partner);
    if (!root.at("partners").present()) {
      root.at("partners").fault("is missing");
    }
    var engagements = root.at("engagements").each(this::engagement);
    RegistryCheck.check(root);
    return faults.isEmpty() ? new Registry(partners, contact.get(), engagements) : null;
  }

  private Optional<Contact> contact(Place place) {
    if (!place.object("names", "phone", "hours")) {
      return Optional.empty();
    }
    var names = place.at("names");
    var name = names.object("nl", "fr", "en") ? name(names) : Map.<Language, String>of();
    var phone = phone(place.at("phone"));
    var hours = place.at("hours").ifPresent(this::hours);
    return phone.map(number -> new Contact(Optional.empty(), name, number, hours));
  }

  private Optional<Registration> partner(Place place) {
    var before = faults.size();
    if (!place.object(
        "code",
        "kind",
        "status",
        "names",
        "identifiers",
        "region",
        "reporterCategory",
        "purposes",
        "scopes",
        "certificates",
        "successorOf",
        "phone",
        "hours",
        "endpoints",
        "processors",
        "dutyList")) {
      return Optional.empty();
    }
    var code = place.at("code").text(CODE, "a code such as uz-voorbeeld");
    var kind = place.at("kind").code(PartnerKind.class);
    var status = place.at("status").ifPresent(at -> at.code(Status.class));
    var names = place.at("names").each(this::datedName);
    var identifiers = place.at("identifiers").each(this::identifier);
    var region = place.at("region").ifPresent(at -> at.code(VkRegion.class));
    var category = place.at("reporterCategory").ifPresent(at -> at.code(ReporterCategory.class));
    var purposes = place.at("purposes").distinct(at -> at.code(Purpose.class));
    var scopes = scopes(place.at("scopes"));
    var certificates = place.at("certificates").each(this::certificate);
    var successions = place.at("successorOf").each(this::succession);
    var phone = place.at("phone").ifPresent(this::phone);
    var hours = place.at("hours").ifPresent(this::hours);
    var endpoints = endpoints(place.at("endpoints"));
    var processors = place.at("processors").distinct(Place::text);
    var dutyList = place.at("dutyList").each(this::onDuty);
    if (names.isEmpty() && faults.size() == before) {
      place.at("names").fault("needs at least one name");
    }
    if (kind.filter(PartnerKind.VK::equals).isPresent()) {
      if (!place.at("region").present()) {
        place.at("region").fault("is missing: a centre has one");
      }
      if (!place.at("phone").present()) {
        place.at("phone").fault("is missing: a centre has one");
      }
    } else if (region.isPresent()) {
      place.at("region").fault("only a centre has one");
    }
    if (faults.size() != before) {
      return Optional.empty();
    }
    return Optional.of(
        new Registration(
            code.get(),
            kind.get(),
            status.orElse(Status.ACTIVE),
            names,
            identifiers,
            region,
            category,
            purposes,
            scopes,
            certificates,
            successions,
            phone,
            hours,
            endpoints,
            processors,
            dutyList));
  }

  private Optional<DatedName> datedName(Place place) {
    if (!place.object("from", "nl", "fr", "en")) {
      return Optional.empty();
    }
    var name = name(place);
    return place.at("from").date().map(from -> new DatedName(from, name));
  }

  private Map<Language, String> name(Place place) {
    var name = new HashMap<Language, String>();
    for (var language : Language.values()) {
      place
          .at(language.name().toLowerCase(Locale.ROOT))
          .text()
          .ifPresent(text -> name.put(language, text));
    }
    return name;
  }

  private Optional<Identifier> identifier(Place place) {
    if (!place.object("type", "value")) {
      return Optional.empty();
    }
    var type = place.at("type").code(IdentifierType.class);
    var value = place.at("value").text();
    if (type.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    if (!type.get().fits(value.get())) {
      place.at("value").fault("is no number of " + type.get());
      return Optional.empty();
    }
    return Optional.of(new Identifier(type.get(), value.get()));
  }

  private Set<String> scopes(Place place) {
    var single = new TreeSet<String>();
    place.each(
        item -> {
          var scope = item.text();
          var letters = scope.flatMap(Scopes::apart);
          if (scope.isPresent() && letters.isEmpty()) {
            item.fault("unknown scope");
          }
          letters.ifPresent(single::addAll);
          return letters;
        });
    return single;
  }

  private Optional<Certificate> certificate(Place place) {
    if (!place.object("thumbprint", "until", "notAfter", "label", "person")) {
      return Optional.empty();
    }
    var text = place.at("thumbprint").text();
    var thumbprint = text.flatMap(Thumbprint::parse);
    if (text.isPresent() && thumbprint.isEmpty()) {
      place.at("thumbprint").fault("is no SHA-256 thumbprint: 64 hexadecimal digits");
    }
    var until = place.at("until").ifPresent(Place::instant);
    var notAfter = place.at("notAfter").ifPresent(Place::instant);
    var label = place.at("label").ifPresent(Place::text).orElse("");
    var person = place.at("person").ifPresent(this::person);
    return thumbprint.map(known -> new Certificate(known, until, notAfter, label, person));
  }

  private Optional<Professional> person(Place place) {
    if (!place.object("id", "name", "role")) {
      return Optional.empty();
    }
    var id = place.at("id").text(PERSON, "a code such as inspector-1, or a number");
    var name = place.at("name").text();
    var role = place.at("role").text(USE, "a lower-case word such as inspector");
    if (id.isEmpty() || name.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    if (role.get().equals(Professional.SYSTEM.role())) {
      place.at("role").fault("is for unattended work, which has no person");
      return Optional.empty();
    }
    return Optional.of(new Professional(id.get(), name.get(), role.get()));
  }

  private Optional<Succession> succession(Place place) {
    if (!place.object("code", "from")) {
      return Optional.empty();
    }
    var code = place.at("code").text();
    var from = place.at("from").date();
    return code.flatMap(known -> from.map(day -> new Succession(known, day)));
  }

  private Optional<String> phone(Place place) {
    return place.text(PHONE, "a telephone number such as +32 3 000 00 01");
  }

  private Optional<OpeningHours> hours(Place place) {
    if (!place.object("weekly", "closed")) {
      return Optional.empty();
    }
    var weekly = place.at("weekly").each(this::span);
    var closed = place.at("closed").distinct(Place::date);
    return Optional.of(new OpeningHours(weekly, closed));
  }

  private Optional<Span> span(Place place) {
    if (!place.object("days", "from", "to")) {
      return Optional.empty();
    }
    var days = place.at("days").distinct(at -> at.code(DayOfWeek.class));
    var from = place.at("from").time();
    var to = place.at("to").time();
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(to.get())) {
      place.at("to").fault("is not after from");
      return Optional.empty();
    }
    return Optional.of(new Span(days, from.get(), to.get()));
  }

  private Optional<OnDuty> onDuty(Place place) {
    if (!place.object("email", "language")) {
      return Optional.empty();
    }
    var email = place.at("email").text(EMAIL, "an e-mail address");
    var language =
        place
            .at("language")
            .text(LANGUAGE, "nl, fr or en")
            .map(code -> Language.valueOf(code.toUpperCase(Locale.ROOT)));
    return email.flatMap(address -> language.map(known -> new OnDuty(address, known)));
  }

  private Map<String, Endpoint> endpoints(Place place) {
    var endpoints = new HashMap<String, Endpoint>();
    place.each(
        item -> {
          if (!item.object("use", "url", "authority")) {
            return Optional.empty();
          }
          var use = item.at("use").text(USE, "a lower-case word such as events");
          var url = item.at("url").parsed(URI::create, "an address");
          var authority =
              item.at("authority")
                  .ifPresent(at -> at.parsed(Authorities::certificate, "a certificate in PEM"));
          if (url.filter(found -> "https".equals(found.getScheme())).isEmpty()) {
            item.at("url").fault("is not an https address");
          } else if (use.isPresent()
              && endpoints.put(use.get(), new Endpoint(url.get(), authority)) != null) {
            item.at("use").fault("stands there twice");
          }
          return use;
        });
    return endpoints;
  }

  private Optional<Engagement> engagement(Place place) {
    if (!place.object("id", "auditor", "from", "to", "centres")) {
      return Optional.empty();
    }
    var id = place.at("id").text(CODE, "a code such as inspection-2026");
    var auditor = place.at("auditor").text();
    var from = place.at("from").date();
    var to = place.at("to").ifPresent(Place::date);
    var centres = place.at("centres").distinct(Place::text);
    if (id.isEmpty() || auditor.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    if (to.filter(last -> last.isBefore(from.get())).isPresent()) {
      place.at("to").fault("is before from");
    }
    return Optional.of(new Engagement(id.get(), auditor.get(), from.get(), to, centres));
  }
}

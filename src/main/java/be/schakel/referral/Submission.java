package be.schakel.referral;

import be.schakel.consent.GivenConsent;
import be.schakel.disclosure.Label;
import be.schakel.edge.SchemaName;
import be.schakel.policy.Form;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.Channel;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Gender;
import be.schakel.vocabulary.Handling;
import be.schakel.vocabulary.KindreflexSector;
import be.schakel.vocabulary.NoInszReason;
import be.schakel.vocabulary.NotInformedReason;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartialDate;
import be.schakel.vocabulary.ProblemCategory;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.SpecificContext;
import be.schakel.vocabulary.Urgency;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A report as a partner hands it in: the JSON body as it stands in the contract, and what the FHIR
 * door makes of a transaction.
 *
 * <p>Only the type, and a key and a problem for each child, are required: a report that is
 * incomplete is worth more than one that was never made. {@link SubmissionRules} says what else is
 * wrong or worth a remark.
 *
 * @param channel set by a VK that registers a report which reached it otherwise
 * @param receivedAt when such a report reached the VK
 * @param mano only where societal necessity is to be investigated
 */
@SchemaName("Submission")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Submission(
    ReferralType type,
    Optional<Handling> handlingRequested,
    Optional<Urgency> urgency,
    Optional<BusinessIdentifier> yourReference,
    List<Child> children,
    List<Person> persons,
    Optional<String> facts,
    Optional<KindreflexSector> kindreflexSector,
    Optional<Contact> contact,
    Optional<String> preferredVk,
    List<GivenConsent> consents,
    List<Document> documents,
    Optional<Channel> channel,
    Optional<OffsetDateTime> receivedAt,
    Optional<ReporterCategory> reporterCategory,
    Optional<ManoDocument> mano) {

  public Submission {
    children = List.copyOf(children);
    persons = List.copyOf(persons);
    consents = List.copyOf(consents);
    documents = List.copyOf(documents);
  }

  /**
   * A reference of the submitter's own system, unique within {@code system}; never a number of a
   * person.
   */
  public record BusinessIdentifier(String system, String value) {}

  /** A child as reported. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Child(
      String key,
      Optional<String> insz,
      Optional<NoInszReason> noInszReason,
      Optional<String> familyName,
      List<String> givenNames,
      Optional<PartialDate> birthDate,
      Optional<PartialDate> expectedBirthDate,
      Optional<Gender> gender,
      Optional<Address> address,
      Optional<Boolean> secretAddress,
      ProblemCategory problem,
      List<SpecificContext> contexts,
      Optional<ChildsView> view,
      Optional<Informed> informed) {

    public Child {
      givenNames = List.copyOf(givenNames);
      contexts = List.copyOf(contexts);
    }
  }

  /** Where a child lives. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Address(
      @Label(value = DataCategory.ADDRESS, form = Form.BASIC) List<String> lines,
      @Label(value = DataCategory.ADDRESS, form = Form.BASIC) Optional<String> postalCode,
      @Label(value = DataCategory.ADDRESS, form = Form.BASIC) Optional<String> city,
      @Label(value = DataCategory.ADDRESS, form = Form.BASIC) Optional<String> country) {

    public Address {
      lines = List.copyOf(lines);
    }

    /** No country means Belgium. */
    boolean belgian() {
      return country.map(code -> code.equals("BE")).orElse(true);
    }
  }

  /** What the child itself says. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ChildsView(
      @Label(DataCategory.CHILD_VIEW) Optional<LocalDate> date,
      @Label(DataCategory.CHILD_VIEW) Optional<String> heardBy,
      @Label(DataCategory.CHILD_VIEW) Optional<String> inOwnWords,
      @Label(DataCategory.CHILD_VIEW) Optional<Boolean> mayBeShared) {}

  /**
   * What a child or parent was told about the report, or why not; it has the category of whom it is
   * about.
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Informed(
      @Label.Named Optional<Boolean> told,
      @Label.Named Optional<LocalDate> date,
      @Label.Named Optional<String> how,
      @Label.Named Optional<NotInformedReason> reason) {}

  /** A parent, carer or other person around the children. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Person(
      Optional<String> key,
      Optional<ParentalRole> role,
      Optional<String> familyName,
      List<String> givenNames,
      Optional<AuthorityStatus> authority,
      List<String> of,
      Optional<String> language,
      Optional<Boolean> interpreter,
      Optional<Informed> informed) {

    public Person {
      givenNames = List.copyOf(givenNames);
      of = List.copyOf(of);
    }

    /** No keys mean all children. */
    boolean concerns(String child) {
      return of.isEmpty() || of.contains(child);
    }
  }

  /** Whom the centre can call about the report. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Contact(
      @Label(value = DataCategory.RECEIPT, mayContain = DataCategory.REPORTER_ID)
          Optional<String> name,
      @Label(value = DataCategory.RECEIPT, mayContain = DataCategory.REPORTER_ID)
          Optional<String> role,
      @Label(value = DataCategory.RECEIPT, mayContain = DataCategory.REPORTER_ID)
          Optional<String> phone,
      @Label(value = DataCategory.RECEIPT, mayContain = DataCategory.REPORTER_ID)
          Optional<String> email) {}

  /**
   * A file that comes with the report.
   *
   * @param children keys of the children it is about; none means all
   * @param category what it is about; {@code MEDICAL} when absent
   * @param data its bytes in base64, where it is not an {@code upload} named before
   * @param replaces the document of the same report whose place it takes
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Document(
      List<String> children,
      Optional<DataCategory> category,
      Optional<String> title,
      Optional<String> contentType,
      Optional<String> data,
      Optional<UUID> upload,
      Optional<UUID> replaces) {

    public Document {
      children = List.copyOf(children);
    }

    /** Those that were sent ahead. */
    static List<UUID> uploads(List<Document> documents) {
      return documents.stream().flatMap(document -> document.upload().stream()).toList();
    }

    Document about(List<String> children) {
      return new Document(children, category, title, contentType, data, upload, replaces);
    }
  }

  Urgency urgencyOrRoutine() {
    return urgency.orElse(Urgency.ROUTINE);
  }
}

package be.schakel.access;

import be.schakel.consent.Consent;
import be.schakel.consent.ConsentRules;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;

/** The consents about a child that are the caller's; none, where it is nobody's concern. */
@ApplicationScoped
public class ConsentSearches {

  @Inject CaseFiles files;
  @Inject Records records;
  @Inject ConsentRows rows;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * About the child with this id.
   *
   * @param wanted by the status that is shown and the code of the grantee
   */
  @Transactional
  public Released<ConsentView> about(
      Caller caller, UUID child, BiPredicate<ConsentStatus, String> wanted) {
    var now = clock.instant();
    var views = new ArrayList<OfFile<ConsentView>>();
    files
        .holding(caller, child, now)
        .filter(file -> file.hasChild(child))
        .ifPresent(file -> views.addAll(views(caller, file, child, wanted, now)));
    return gate.<ConsentView>releasePage(caller, LogAction.SEARCH, views, "consents child");
  }

  /**
   * About the child with this number, in every report that the caller may find by it.
   *
   * @param insz a national number; never part of an address
   * @param wanted by the status that is shown and the code of the grantee
   */
  @Transactional
  public Released<ConsentView> aboutNumber(
      Caller caller, String insz, BiPredicate<ConsentStatus, String> wanted) {
    var now = clock.instant();
    var number = new Insz(insz).value();
    var views = new ArrayList<OfFile<ConsentView>>();
    for (var file : files.findable(caller, number, now)) {
      for (var child : file.facts().children()) {
        var same =
            file.submitted(child.id())
                .flatMap(told -> told.insz())
                .filter(known -> new Insz(known).value().equals(number))
                .isPresent();
        if (same) {
          views.addAll(views(caller, file, child.id(), wanted, now));
        }
      }
    }
    return gate.<ConsentView>releasePage(caller, LogAction.SEARCH, views, "consents childInsz");
  }

  private List<OfFile<ConsentView>> views(
      Caller caller,
      CaseFile file,
      UUID child,
      BiPredicate<ConsentStatus, String> wanted,
      Instant now) {
    var stored =
        new StoredConsents(
            file,
            records.of(file.id()),
            rows.contents(file.id()),
            rows.events(file.id()),
            new ConsentRules(policies.current()),
            file.ownedBy(caller),
            now);
    return stored.about(child).stream()
        .filter(consent -> wanted.test(shown(stored, consent), consent.grantee()))
        .map(consent -> stored.view(consent, List.of()))
        .toList();
  }

  private static ConsentStatus shown(StoredConsents stored, Consent consent) {
    return stored.standing(consent).shown(consent);
  }
}

package be.schakel.referral;

import be.schakel.partner.Registration;
import be.schakel.partner.Registry;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.PostalRouting;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.VkRegion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which centre a report belongs to (domain file 4.9): the child's postal code decides, else the
 * centre the reporter prefers, else people do. Pure.
 *
 * @param vk the code of the centre; none when people must decide
 * @param issues what the reporter should know of it, refusals included
 */
record Routing(Optional<String> vk, List<Issue> issues) {

  static Routing of(Submission submission, PostalRouting table, Registry registry, LocalDate day) {
    var issues = new ArrayList<Issue>();
    var preferred = preferred(submission, registry, issues);
    if (submission.type() == ReferralType.NPIE) {
      return new Routing(registry.centre(VkRegion.BRUSSEL).map(Registration::code), issues);
    }
    var byAddress = byAddress(submission, table, registry, day, issues);
    if (byAddress.isPresent() && preferred.isPresent() && !preferred.equals(byAddress)) {
      issues.add(new Issue("/preferredVk", Code.PREFERRED_VK_NOT_FOLLOWED));
    }
    var vk = byAddress.or(() -> preferred);
    if (vk.isEmpty()) {
      issues.add(new Issue("", Code.ROUTING_BY_HAND));
    }
    return new Routing(vk, issues);
  }

  private static Optional<String> preferred(
      Submission submission, Registry registry, List<Issue> issues) {
    var known =
        submission
            .preferredVk()
            .filter(
                code -> registry.centres().stream().anyMatch(centre -> centre.code().equals(code)));
    if (submission.preferredVk().isPresent() && known.isEmpty()) {
      issues.add(new Issue("/preferredVk", Code.NOT_A_VK));
    }
    return known;
  }

  /** Siblings who live apart go to the centre of the first: a centre may transfer. */
  private static Optional<String> byAddress(
      Submission submission,
      PostalRouting table,
      Registry registry,
      LocalDate day,
      List<Issue> issues) {
    var found = new LinkedHashSet<String>();
    for (int i = 0; i < submission.children().size(); i++) {
      var address = submission.children().get(i).address().filter(Submission.Address::belgian);
      var postalCode = address.flatMap(Submission.Address::postalCode);
      if (postalCode.isEmpty()) {
        continue;
      }
      var pointer = "/children/" + i + "/address/postalCode";
      var route = table.route(postalCode.get(), day);
      if (route.walloon()) {
        issues.add(new Issue(pointer, Code.WALLOON_POSTAL_CODE));
      } else if (route.region().isEmpty()) {
        issues.add(new Issue(pointer, Code.UNKNOWN_POSTAL_CODE));
      } else {
        route.region().flatMap(registry::centre).map(Registration::code).ifPresent(found::add);
      }
    }
    return found.stream().findFirst();
  }
}

package be.schakel.referral;

import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.OfFile;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One agreement of a safety plan that counts today, by itself: what decides about it, and nothing
 * else of the report.
 *
 * @param plan the id of the contribution that it stands in
 * @param number its place in the plan, from 1 on
 * @param audience the codes of the partners for which it is meant, besides the centre
 */
public record Agreed(
    UUID plan,
    Optional<UUID> child,
    int number,
    List<String> audience,
    OfFile<ReferralView.Contribution> alone) {

  /** Those of a report, plan by plan: no older version of one, and none that was taken back. */
  static List<Agreed> of(Disclosable<ReferralView> report) {
    return report.view(false).contributions().stream()
        .filter(written -> written.counts().orElse(false))
        .flatMap(plan -> of(report, plan))
        .toList();
  }

  /** Whether anything of an agreement is left in what somebody would get of it. */
  public static boolean isIn(ReferralView.Contribution left) {
    return !left.agreements().isEmpty();
  }

  private static Stream<Agreed> of(
      Disclosable<ReferralView> report, ReferralView.Contribution plan) {
    return IntStream.range(0, plan.agreements().size())
        .mapToObj(
            place -> {
              var agreement = plan.agreements().get(place);
              return new Agreed(
                  plan.id().orElseThrow(),
                  plan.child(),
                  place + 1,
                  agreement.audience(),
                  new OfFile<>(report.facts(), with(plan, agreement)));
            });
  }

  private static ReferralView.Contribution with(
      ReferralView.Contribution plan, ReferralView.Agreement agreement) {
    return new ReferralView.Contribution(
        plan.id(),
        plan.category(),
        plan.owners(),
        plan.readers(),
        plan.counts(),
        Optional.empty(),
        plan.child(),
        Optional.empty(),
        List.of(agreement),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}

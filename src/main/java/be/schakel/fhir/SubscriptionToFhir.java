package be.schakel.fhir;

import be.schakel.notice.SubscriptionView;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** A subscription as FHIR has it. Pure. */
final class SubscriptionToFhir {

  private static final String REASON = "Notices";

  private SubscriptionToFhir() {}

  static Resource map(SubscriptionView view) {
    var subscription = new Subscription();
    view.id().map(UUID::toString).ifPresent(subscription::setId);
    subscription
        .setStatus(view.endedAt().isPresent() ? SubscriptionStatus.OFF : SubscriptionStatus.ACTIVE)
        .setReason(REASON)
        .setCriteria(SubscriptionToNew.CRITERIA);
    subscription
        .getChannel()
        .setType(SubscriptionChannelType.RESTHOOK)
        .setPayload(SubscriptionToNew.PAYLOAD);
    view.endpoint().ifPresent(subscription.getChannel()::setEndpoint);
    view.kinds()
        .forEach(
            kind ->
                subscription.addExtension(
                    new Extension(SubscriptionToNew.KIND, new CodeType(kind))));
    return subscription;
  }
}

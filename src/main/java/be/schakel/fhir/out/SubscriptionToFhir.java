package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.notice.SubscriptionView;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;

/** A subscription as FHIR has it. Pure. */
public final class SubscriptionToFhir {

  /** Notices are about the tasks of the caller's referrals; the kinds say which. */
  public static final String CRITERIA = "Task";

  public static final String PAYLOAD = "application/json";

  /** Extension: which kinds of notices. */
  public static final String KIND = Systems.EXTENSION + "notice-kind";

  private static final String REASON = "Notices";

  private SubscriptionToFhir() {}

  public static Resource map(SubscriptionView view) {
    var subscription = new Subscription();
    view.id().map(UUID::toString).ifPresent(subscription::setId);
    subscription
        .setStatus(view.endedAt().isPresent() ? SubscriptionStatus.OFF : SubscriptionStatus.ACTIVE)
        .setReason(REASON)
        .setCriteria(CRITERIA);
    subscription.getChannel().setType(SubscriptionChannelType.RESTHOOK).setPayload(PAYLOAD);
    view.endpoint().ifPresent(subscription.getChannel()::setEndpoint);
    view.kinds()
        .forEach(kind -> subscription.addExtension(new Extension(KIND, new CodeType(kind))));
    return subscription;
  }
}

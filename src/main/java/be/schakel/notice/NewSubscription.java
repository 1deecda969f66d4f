package be.schakel.notice;

import be.schakel.edge.SchemaName;
import be.schakel.outbox.EventKind;
import java.util.List;

/**
 * Where a partner wants to be told.
 *
 * @param endpoint an https address at the host that is registered for the partner
 * @param kinds of what; of everything when empty
 */
@SchemaName("SubscriptionRequest")
public record NewSubscription(String endpoint, List<EventKind> kinds) {

  public NewSubscription {
    kinds = List.copyOf(kinds);
  }
}

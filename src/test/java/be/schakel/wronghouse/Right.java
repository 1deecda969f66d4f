package be.schakel.wronghouse;

import be.schakel.disclosure.Released;
import be.schakel.edge.AnyToken;
import be.schakel.edge.ReleasedWriter;
import be.schakel.referral.ReferralView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;

/** What may be written, as near to what may not as it gets. */
@SuppressWarnings("unused")
public final class Right {

  private Right() {}

  @Path("right")
  static final class AnswersResource {
    Clock clock;

    @GET
    @AnyToken
    public Released<ReferralView> read() {
      return null;
    }

    Instant now() {
      return clock.instant();
    }
  }

  static final class Writes extends ReleasedWriter {
    Object open(Released<?> released) {
      return released.view();
    }
  }
}

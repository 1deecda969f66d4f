package be.schakel.wronghouse;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.edge.AnyToken;
import be.schakel.edge.NoToken;
import be.schakel.partner.Caller;
import be.schakel.referral.ReferralView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Everything that must not be written, once each: the rules of the house have to find it. */
@SuppressWarnings("unused")
public final class Wrong {

  private Wrong() {}

  static final class LooksAtTheClock {
    Instant at = Instant.now();
  }

  static final class HasAClock {
    Clock clock = Clock.systemUTC();
  }

  static final class OpensAView {
    ReferralView open(Released<ReferralView> released) {
      return released.view();
    }
  }

  static final class OpensAViewByReference {
    Function<Released<ReferralView>, List<ReferralView>> open = Released::views;
  }

  @Path("view")
  static final class ReturnsAView {
    @GET
    @AnyToken
    public ReferralView read() {
      return null;
    }
  }

  @Path("object")
  static final class ReturnsAnObject {
    @GET
    @AnyToken
    public Object read() {
      return null;
    }
  }

  @Path("response")
  static final class ReturnsAResponse {
    @GET
    @AnyToken
    public Response read() {
      return null;
    }
  }

  @Path("list")
  static final class ReturnsAList {
    @GET
    @AnyToken
    public List<ReferralView> read() {
      return null;
    }
  }

  @Path("outcome")
  static final class ReturnsARefusal {
    @GET
    @AnyToken
    public Outcome<ReferralView> read() {
      return null;
    }
  }

  @Path("name")
  static final class ReturnsALot {
    @GET
    @AnyToken
    public Released<ReferralView> read() {
      return null;
    }
  }

  @Path("no-word")
  static final class NeedsNoWord {
    @GET
    public Released<ReferralView> read() {
      return null;
    }
  }

  @Path("two-words")
  static final class NeedsTwoWords {
    @GET
    @AnyToken
    @NoToken
    public Released<ReferralView> read() {
      return null;
    }
  }

  @Path("calls")
  static final class CallsAResource {
    NeedsNoWord other;
  }

  static final class AsksTheGate {
    Jdbi db;
    DisclosureGate gate;
  }

  static final class Feature {
    DisclosureGate gate;
  }

  static final class AsksAFeature {
    Jdbi db;
    Feature feature;
  }

  static final class ReportService {}

  static class AbstractReport {}

  interface Lone {}

  static final class Only implements Lone {}

  @ApplicationScoped
  static class KeepsACaller {
    Caller caller;
  }

  static final class Logs {
    Logger log = Logger.getGlobal();
  }

  static final class Prints {
    void print() {
      System.out.println();
    }
  }

  static final class PrintsATrace {
    void print(Exception broken) {
      broken.printStackTrace();
    }
  }

  static final class PrintsATraceByReference {
    Consumer<Exception> print = Exception::printStackTrace;
  }
}

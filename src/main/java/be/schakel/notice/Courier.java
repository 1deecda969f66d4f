package be.schakel.notice;

import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.vault.Keys;
import be.schakel.vault.SigningKey;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * One attempt to bring one notice: over mutual TLS, signed, to the address that was checked, to
 * nobody but the partner's registered host, and no further than that.
 */
@ApplicationScoped
class Courier {

  private static final System.Logger LOG = System.getLogger(Courier.class.getName());

  static final int AT_ONCE = 48;

  private static final long LONGEST_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MOST_BYTES = 16 * 1024;
  private static final String SIGNATURE_TYPE = "notice+jws";

  @Inject Registries registries;
  @Inject Lines lines;
  @Inject Keys keys;

  @Inject
  @ConfigProperty(name = "schakel.notice.own-ranges")
  Optional<String> ownRanges;

  private Ranges ranges;
  private SigningKey signing;

  @PostConstruct
  void load() {
    ranges = new Ranges(ownRanges.orElse(""));
    signing = keys.signing("notice");
  }

  /** Never fails: how it ended is the answer. */
  @Timeout(LONGEST_MILLIS)
  @Bulkhead(AT_ONCE)
  @Fallback(fallbackMethod = "late")
  Parcel.Attempt bring(Parcel parcel) {
    var partner = registries.current().byCode(parcel.partner());
    var place = partner.flatMap(Destination::registered);
    if (place.filter(known -> known.covers(parcel.endpoint())).isEmpty()) {
      return Parcel.Attempt.failed("NOT_REGISTERED");
    }
    try {
      return bring(parcel, partner.get(), place.get());
    } catch (UnknownHostException unknown) {
      return Parcel.Attempt.failed("UNKNOWN_HOST");
    } catch (SSLException refused) {
      return Parcel.Attempt.failed("TLS");
    } catch (ConnectException | HttpConnectTimeoutException closed) {
      return Parcel.Attempt.failed("NO_CONNECTION");
    } catch (HttpTimeoutException slow) {
      return Parcel.Attempt.failed("TIMED_OUT");
    } catch (IOException broken) {
      return Parcel.Attempt.failed("BROKEN");
    } catch (GeneralSecurityException noCertificate) {
      return Parcel.Attempt.failed("NO_CLIENT_CERTIFICATE");
    } catch (RuntimeException unforeseen) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=notice-not-sent cause={0}",
          unforeseen.getClass().getName());
      return Parcel.Attempt.failed("BROKEN");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Parcel.Attempt.failed("TIMED_OUT");
    }
  }

  /** Too slow, or too many at once. */
  Parcel.Attempt late(Parcel parcel) {
    return Parcel.Attempt.failed("TIMED_OUT");
  }

  private Parcel.Attempt bring(Parcel parcel, Registration partner, Destination place)
      throws IOException, GeneralSecurityException, InterruptedException {
    var addresses = InetAddress.getAllByName(place.host());
    if (!Arrays.stream(addresses).allMatch(ranges::permit)) {
      return Parcel.Attempt.failed("ADDRESS_NOT_PERMITTED");
    }
    var address = addresses[0];
    var body = parcel.notice().body(partner.code());
    var endpoint = URI.create(parcel.endpoint());
    var request =
        HttpRequest.newBuilder(at(address, place, endpoint))
            .timeout(PATIENCE)
            .header("Host", host(endpoint))
            .header("Content-Type", "application/json")
            .header("Schakel-Event", parcel.notice().id().toString())
            .header("Schakel-Signature", signing.signDetached(SIGNATURE_TYPE, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    var answer = lines.to(place, address).send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (var in = answer.body()) {
      var said = in.readNBytes(MOST_BYTES);
      var status = answer.statusCode();
      return status >= 200 && status < 300
          ? Parcel.Attempt.arrived(status, Acknowledgement.of(said, parcel.notice().id(), partner))
          : Parcel.Attempt.answered(status);
    }
  }

  /** The address that was looked at: a second look-up of the name could give another. */
  private static URI at(InetAddress address, Destination place, URI endpoint) {
    var literal =
        address.getAddress().length > 4
            ? "[" + address.getHostAddress().replaceFirst("%.*$", "") + "]"
            : address.getHostAddress();
    var path = Optional.ofNullable(endpoint.getRawPath()).filter(it -> !it.isEmpty()).orElse("/");
    var query = Optional.ofNullable(endpoint.getRawQuery()).map(it -> "?" + it).orElse("");
    return URI.create("https://" + literal + ":" + place.port() + path + query);
  }

  private static String host(URI endpoint) {
    return endpoint.getPort() < 0
        ? endpoint.getHost()
        : endpoint.getHost() + ":" + endpoint.getPort();
  }
}

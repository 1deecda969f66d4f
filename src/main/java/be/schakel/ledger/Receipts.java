package be.schakel.ledger;

import be.schakel.vault.Keys;
import be.schakel.vault.SigningKey;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.json.JsonUtil;

/**
 * Signs receipts: a compact JWS that the recipient keeps and can check offline later.
 *
 * <p>Outside the transaction: a receipt that is never sent costs nothing, an answer without one is
 * never sent.
 */
@ApplicationScoped
public class Receipts {

  /** The {@code typ} of a receipt. */
  public static final String TYPE = "disclosure-receipt+jwt";

  @Inject Keys keys;
  @Inject PublicLog log;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  /** How soon an entry is in a signed tree: the receipt's {@code mmd}. */
  @Inject
  @ConfigProperty(name = "schakel.log.merge-delay", defaultValue = "PT60S")
  Duration mergeDelay;

  private SigningKey key;

  @PostConstruct
  void load() {
    key = keys.signing("receipt");
  }

  /**
   * The signed receipt.
   *
   * @param audience the partner code of the recipient
   */
  public String sign(Receipt receipt, String audience, String requestId) {
    var payload = new LinkedHashMap<String, Object>();
    payload.put("iss", publicUrl);
    payload.put("aud", audience);
    payload.put("iat", receipt.at().getEpochSecond());
    payload.put("requestId", requestId);
    payload.put("origin", log.origin());
    payload.put("root", Base64.getUrlEncoder().withoutPadding().encodeToString(receipt.root()));
    payload.put("count", receipt.count());
    payload.put("mmd", mergeDelay.toSeconds());
    return key.sign(TYPE, JsonUtil.toJson(payload));
  }
}

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * What a centre's own system does to seal a report to the parket: a compact JWS (RFC 7515, ES256)
 * over the payload, with its certificate in the header, written to the last file.
 *
 * <pre>java src/tour/Seal.java vk-antwerpen.pem vk-antwerpen.key payload.json report.jws</pre>
 */
final class Seal {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private Seal() {}

  public static void main(String... files) throws IOException, GeneralSecurityException {
    var certificate = der(Path.of(files[0]));
    var key =
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(Path.of(files[1]))));
    var header =
        "{\"alg\":\"ES256\",\"x5c\":[\"%s\"]}"
            .formatted(Base64.getEncoder().encodeToString(certificate));
    var signed =
        URL.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + "."
            + URL.encodeToString(Files.readAllBytes(Path.of(files[2])));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(Path.of(files[3]), signed + "." + URL.encodeToString(signature.sign()));
  }

  /** The first object of a PEM file: of a certificate file, the leaf. */
  private static byte[] der(Path pem) throws IOException {
    var text = Files.readString(pem);
    var from = text.indexOf("-----\n") + 6;
    return Base64.getMimeDecoder().decode(text.substring(from, text.indexOf("-----END", from)));
  }
}

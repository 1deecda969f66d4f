package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import java.net.URI;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/**
 * The gateway as the one that records.
 *
 * @param url its public address
 * @param host the machine in it
 */
public record Gateway(String url, String host) {

  public static Gateway at(String url) {
    return new Gateway(url, Optional.ofNullable(URI.create(url).getHost()).orElse("localhost"));
  }

  Reference observer() {
    return new Reference()
        .setType("Device")
        .setIdentifier(new Identifier().setSystem(Systems.URI).setValue(url))
        .setDisplay("Schakel");
  }
}

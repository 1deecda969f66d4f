package be.schakel.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Signs notes with an Ed25519 key. Thread safe.
 *
 * @param verifier its public half, with the name under which it signs
 */
record NoteSigner(VerifierKey verifier, PrivateKey key) {

  Note.Signature sign(String text) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return new Note.Signature(verifier.name(), verifier.id(), signature.sign());
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException("the log's key cannot sign", unusable);
    }
  }

  /** Says nothing of the key: records tell all they hold. */
  @Override
  public String toString() {
    return verifier.toString();
  }
}

package testkit;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test, for what the demo's authority never does. */
public final class TestAuthority {

  private static long serial = 1;

  private final X509Certificate certificate;
  private final KeyPair keys;

  private TestAuthority(X509Certificate certificate, KeyPair keys) {
    this.certificate = certificate;
    this.keys = keys;
  }

  public static TestAuthority root(String name, Instant from, Instant until) throws Exception {
    var keys = keys();
    var own = new X500Name("CN=" + name);
    var builder = builder(own, own, keys, from, until);
    authority(builder, KeyUsage.keyCertSign | KeyUsage.cRLSign);
    return new TestAuthority(sign(builder, keys), keys);
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** An authority below this one; {@code usage} as in {@link KeyUsage}. */
  public TestAuthority below(String name, int usage, Instant from, Instant until) throws Exception {
    var lower = keys();
    var builder = builder(issuer(), new X500Name("CN=" + name), lower, from, until);
    authority(builder, usage);
    return new TestAuthority(sign(builder, keys), lower);
  }

  public X509Certificate leaf(
      String name, Instant from, Instant until, Consumer<X509v3CertificateBuilder> more)
      throws Exception {
    var builder = builder(issuer(), new X500Name("CN=" + name), keys(), from, until);
    more.accept(builder);
    return sign(builder, keys);
  }

  public X509CRL list(
      Instant thisUpdate,
      Instant nextUpdate,
      Consumer<X509v2CRLBuilder> more,
      X509Certificate... revoked)
      throws Exception {
    var builder = new JcaX509v2CRLBuilder(certificate, Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    for (var one : revoked) {
      builder.addCRLEntry(one.getSerialNumber(), Date.from(thisUpdate), CRLReason.keyCompromise);
    }
    more.accept(builder);
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    return new JcaX509CRLConverter().getCRL(builder.build(signer));
  }

  public static void extend(
      X509v3CertificateBuilder builder, ASN1ObjectIdentifier id, ASN1Encodable value) {
    try {
      builder.addExtension(id, false, value);
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  public static void extend(
      X509v2CRLBuilder builder, ASN1ObjectIdentifier id, ASN1Encodable value) {
    try {
      builder.addExtension(id, true, value);
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  private static void authority(X509v3CertificateBuilder builder, int usage) {
    extend(builder, Extension.basicConstraints, new BasicConstraints(true));
    extend(builder, Extension.keyUsage, new KeyUsage(usage));
  }

  private X500Name issuer() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  private static synchronized X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant from, Instant until) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        BigInteger.valueOf(serial++),
        Date.from(from),
        Date.from(until),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
      throws Exception {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static KeyPair keys() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }
}

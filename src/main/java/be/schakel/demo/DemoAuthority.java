package be.schakel.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of the demo: one key, certificates and lists signed with it. */
record DemoAuthority(X509Certificate certificate, PrivateKey key) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /** Clocks of two machines differ a little. */
  private static final Duration SKEW = Duration.ofHours(1);

  /** What a certificate may be used for (RFC 5280 4.2.1.12). */
  enum Usage {
    CLIENT,
    SERVER,
    /** No extended key usage at all, as some authorities issue them. */
    UNSTATED
  }

  /** A key with its certificate chain, leaf first. */
  record Issued(PrivateKey key, List<X509Certificate> chain) {
    X509Certificate leaf() {
      return chain.get(0);
    }
  }

  static DemoAuthority create(X500Name name, Instant now) throws GeneralSecurityException {
    var pair = newKeys();
    var builder =
        builder(name, name, pair, now.minus(Duration.ofDays(90)), now.plus(AUTHORITY_LIFE), pair);
    extend(builder, Extension.basicConstraints, true, new BasicConstraints(0));
    extend(
        builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return new DemoAuthority(signed(builder, pair.getPrivate()), pair.getPrivate());
  }

  Issued client(X500Name subject, Usage usage, Instant from, Instant until)
      throws GeneralSecurityException {
    return issue(subject, usage, from, until, Optional.empty());
  }

  /** A certificate for this machine's own addresses. */
  Issued localhost(X500Name subject, Instant from, Instant until) throws GeneralSecurityException {
    var names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "localhost"),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              new GeneralName(GeneralName.iPAddress, "::1")
            });
    return issue(subject, Usage.SERVER, from, until, Optional.of(names));
  }

  boolean issued(X509Certificate leaf) {
    try {
      leaf.verify(certificate.getPublicKey());
      return leaf.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
    } catch (GeneralSecurityException notOurs) {
      return false;
    }
  }

  /**
   * The revocation list, with everything that the earlier one held: what was revoked stays revoked.
   */
  X509CRL revoke(
      Optional<X509CRL> earlier,
      Collection<X509Certificate> revoked,
      Instant now,
      Instant nextUpdate)
      throws GeneralSecurityException {
    var builder = new JcaX509v2CRLBuilder(certificate, Date.from(now));
    builder.setNextUpdate(Date.from(nextUpdate));
    var kept = earlier.map(X509CRL::getRevokedCertificates);
    if (kept.isPresent()) {
      for (var entry : kept.get()) {
        builder.addCRLEntry(
            entry.getSerialNumber(), entry.getRevocationDate(), CRLReason.keyCompromise);
      }
    }
    for (var certificate : revoked) {
      if (earlier.filter(list -> list.isRevoked(certificate)).isEmpty()) {
        builder.addCRLEntry(certificate.getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
      }
    }
    try {
      // Grows from list to list without a counter of its own (RFC 5280 5.2.3).
      var number = BigInteger.valueOf(now.toEpochMilli());
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
  }

  static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  /** A certificate signed with its own key: only a place for a name beside the key. */
  static Issued selfSigned(X500Name name, KeyPair pair, Instant from, Instant until)
      throws GeneralSecurityException {
    var builder = builder(name, name, pair, from, until, pair);
    return new Issued(pair.getPrivate(), List.of(signed(builder, pair.getPrivate())));
  }

  private Issued issue(
      X500Name subject, Usage usage, Instant from, Instant until, Optional<GeneralNames> names)
      throws GeneralSecurityException {
    var pair = newKeys();
    var issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    var own = new KeyPair(certificate.getPublicKey(), key);
    var builder = builder(issuer, subject, pair, from.minus(SKEW), until, own);
    extend(builder, Extension.basicConstraints, true, new BasicConstraints(false));
    extend(builder, Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    if (usage != Usage.UNSTATED) {
      var purpose =
          usage == Usage.CLIENT ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
      extend(builder, Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }
    if (names.isPresent()) {
      extend(builder, Extension.subjectAlternativeName, false, names.get());
    }
    return new Issued(pair.getPrivate(), List.of(signed(builder, key), certificate));
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      X500Name subject,
      KeyPair subjectKeys,
      Instant from,
      Instant until,
      KeyPair issuerKeys)
      throws GeneralSecurityException {
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(126, RANDOM).setBit(125),
            Date.from(from.truncatedTo(ChronoUnit.SECONDS)),
            Date.from(until.truncatedTo(ChronoUnit.SECONDS)),
            subject,
            subjectKeys.getPublic());
    var extensions = new JcaX509ExtensionUtils();
    extend(
        builder,
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(subjectKeys.getPublic()));
    extend(
        builder,
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
    return builder;
  }

  private static void extend(
      X509v3CertificateBuilder builder,
      org.bouncycastle.asn1.ASN1ObjectIdentifier id,
      boolean critical,
      org.bouncycastle.asn1.ASN1Encodable value) {
    try {
      builder.addExtension(id, critical, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
  }

  private static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
    try {
      return new JcaContentSignerBuilder(
              key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519")
          .build(key);
    } catch (OperatorCreationException noSuchAlgorithm) {
      throw new GeneralSecurityException(noSuchAlgorithm);
    }
  }
}

package be.schakel.notice;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one authority for one host, and nobody else. It looks at the name by itself, because the
 * connection goes to an address that was resolved and checked before.
 */
final class PinnedTrust extends X509ExtendedTrustManager {

  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final int DNS = 2;
  private static final int IP = 7;

  private final X509Certificate authority;
  private final String host;

  PinnedTrust(X509Certificate authority, String host) {
    this.authority = authority;
    this.host = host;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    try {
      var path = Arrays.stream(chain).filter(each -> !each.equals(authority)).toList();
      if (path.isEmpty()) {
        throw new CertificateException("an authority is no server");
      }
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      // Partners' servers are registered one by one; who is not trusted any more is taken out
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (InvalidAlgorithmParameterException broken) {
      throw new CertificateException(broken);
    } catch (CertificateException told) {
      throw told;
    } catch (GeneralSecurityException untrusted) {
      throw new CertificateException("not of the registered authority", untrusted);
    }
    var usage = chain[0].getExtendedKeyUsage();
    if (usage != null && !usage.contains(SERVER)) {
      throw new CertificateException("not for a server");
    }
    if (!names(chain[0])) {
      throw new CertificateException("not for this host");
    }
  }

  private boolean names(X509Certificate leaf) throws CertificateException {
    Collection<List<?>> names = leaf.getSubjectAlternativeNames();
    return names != null
        && names.stream()
            .anyMatch(
                name ->
                    name.get(0).equals(DNS) && isCalled((String) name.get(1))
                        || name.get(0).equals(IP) && isAt((String) name.get(1)));
  }

  /** RFC 9525: a star stands for the whole first label. */
  private boolean isCalled(String name) {
    var known = name.toLowerCase(Locale.ROOT);
    var dot = host.indexOf('.');
    return known.equals(host)
        || known.startsWith("*.") && dot > 0 && known.substring(1).equals(host.substring(dot));
  }

  private boolean isAt(String address) {
    var literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      return literal.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")
          && InetAddress.getByName(literal).equals(InetAddress.getByName(address));
    } catch (UnknownHostException none) {
      return false;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody comes in here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }
}

package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchSiteTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // no browser
        "GET, /api/referrals, -, -, -, false",
        "POST, /oauth2/token, -, -, -, false",
        // the console's own page
        "POST, /oauth2/token, same-origin, cors, https://gateway.example:9443, false",
        "GET, /api/disclosures, same-origin, cors, -, false",
        "GET, /console/, none, navigate, -, false",
        "GET, /console/, cross-site, navigate, -, false",
        // somebody else's page
        "POST, /oauth2/token, cross-site, cors, https://elsewhere.example, true",
        "POST, /oauth2/token, same-site, cors, https://other.gateway.example, true",
        "POST, /oauth2/token, -, -, https://elsewhere.example, true",
        "POST, /oauth2/token, -, -, null, true",
        "GET, /api/disclosures, cross-site, no-cors, -, true",
        "GET, /api/disclosures, cross-site, navigate, -, true",
        "GET, /console/app.js, cross-site, no-cors, -, true",
        "POST, /console/, cross-site, navigate, https://elsewhere.example, true",
        "GET, /consoles, cross-site, navigate, -, true"
      })
  void onlyTheOwnSiteAsksInABrowser(
      String method, String path, String site, String mode, String origin, boolean foreign) {
    var host = "gateway.example:9443";
    assertEquals(foreign, FetchSite.foreign(method, path, site, mode, origin, host));
  }
}

package be.schakel.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false",
    "0.0.0.0, false",
    "10.1.2.3, false",
    "172.16.0.1, false",
    "172.32.0.1, true",
    "192.168.1.1, false",
    "169.254.169.254, false",
    "100.64.0.1, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "193.191.1.1, true",
    "::1, false",
    "::ffff:127.0.0.1, false",
    "::127.0.0.1, false",
    "64:ff9b::7f00:1, false",
    "fe80::1, false",
    "fec0::1, false",
    "fd00::1, false",
    "2002:7f00:1::, false",
    "2a02:1800::1, true"
  })
  void noneOfOnesOwn(String address, boolean permitted) throws Exception {
    assertEquals(permitted, new Ranges("").permit(InetAddress.getByName(address)));
  }

  @Test
  void rangeThatAnOperatorNamesIsPermitted() throws Exception {
    var ranges = new Ranges("10.20.0.0/16, ::1/128");
    assertEquals(true, ranges.permit(InetAddress.getByName("10.20.3.4")));
    assertEquals(false, ranges.permit(InetAddress.getByName("10.21.3.4")));
    assertEquals(true, ranges.permit(InetAddress.getByName("::1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "a.example/8", "10.0.0.0/x", "/8"})
  void whatIsNoRangeIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> new Ranges(text));
  }
}

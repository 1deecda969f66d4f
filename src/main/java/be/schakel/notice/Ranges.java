package be.schakel.notice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses may be called: none that lead into a machine or a network of one's own, unless an
 * operator names its range. Pure.
 */
final class Ranges {

  /** Not of the whole internet (IANA special-purpose registries, RFC 6890; RFC 3879). */
  private static final List<Range> OWN =
      of(
          "0.0.0.0/8,10.0.0.0/8,100.64.0.0/10,127.0.0.0/8,169.254.0.0/16,172.16.0.0/12,192.0.0.0/24,"
              + "192.0.2.0/24,192.88.99.0/24,192.168.0.0/16,198.18.0.0/15,198.51.100.0/24,"
              + "203.0.113.0/24,224.0.0.0/4,240.0.0.0/4,"
              + "::/96,::ffff:0:0:0/96,64:ff9b::/96,64:ff9b:1::/48,100::/64,2001::/23,2001:db8::/32,"
              + "2002::/16,fc00::/7,fe80::/10,fec0::/10,ff00::/8");

  private final List<Range> permitted;

  private record Range(byte[] network, int bits) {

    boolean holds(InetAddress address) {
      var other = address.getAddress();
      if (other.length != network.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        var mask = 0x80 >> i % 8;
        if ((network[i / 8] & mask) != (other[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * @param permitted ranges ({@code 10.1.0.0/16}) that may be called although they are one's own,
   *     separated by commas
   * @throws IllegalArgumentException for what is no range
   */
  Ranges(String permitted) {
    this.permitted = of(permitted);
  }

  boolean permit(InetAddress address) {
    return permitted.stream().anyMatch(range -> range.holds(address))
        || OWN.stream().noneMatch(range -> range.holds(address));
  }

  private static List<Range> of(String ranges) {
    return Arrays.stream(ranges.split(","))
        .map(String::strip)
        .filter(range -> !range.isEmpty())
        .map(Ranges::range)
        .toList();
  }

  private static Range range(String text) {
    var halves = text.split("/", -1);
    // Digits and colons alone, so that no name is looked up
    if (halves.length != 2 || !halves[0].matches("[0-9a-fA-F.:]+")) {
      throw new IllegalArgumentException("no range: " + text);
    }
    try {
      var network = InetAddress.getByName(halves[0]).getAddress();
      var bits = Integer.parseInt(halves[1]);
      if (bits < 0 || bits > network.length * 8) {
        throw new IllegalArgumentException("no range: " + text);
      }
      return new Range(network, bits);
    } catch (UnknownHostException | NumberFormatException none) {
      throw new IllegalArgumentException("no range: " + text, none);
    }
  }
}

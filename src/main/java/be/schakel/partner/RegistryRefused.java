package be.schakel.partner;

import java.util.List;

/**
 * A registry that cannot come into force, with every reason at once. It names places and codes of
 * the file, never what stands there.
 */
public final class RegistryRefused extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param pointer where (RFC 6901); empty for the file as a whole
   * @param text what, in English, for an operator
   */
  public record Fault(String pointer, String text) {
    @Override
    public String toString() {
      return pointer.isEmpty() ? text : pointer + ": " + text;
    }
  }

  RegistryRefused(List<Fault> faults) {
    super(summary(faults));
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }

  private static String summary(List<Fault> faults) {
    var shown = faults.stream().limit(SHOWN).map(Fault::toString).toList();
    var more = faults.size() > SHOWN ? "; and " + (faults.size() - SHOWN) + " more" : "";
    return String.join("; ", shown) + more;
  }
}

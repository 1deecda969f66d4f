package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.time.LocalDate;
import java.util.Optional;

/** Flags of a child and of a person around it; what is not named stays as it is. */
@SchemaName("NewFlags")
public record NewFlags(Optional<Flag> secretAddress, Optional<Flag> allegedPerpetrator) {

  /**
   * One flag.
   *
   * @param person key of the person it is about; none for the child
   * @param value false takes it back
   */
  public record Flag(
      Optional<String> person, boolean value, String motivation, Optional<LocalDate> reviewOn) {}
}

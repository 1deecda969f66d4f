package be.schakel.vocabulary;

import java.util.Optional;

/**
 * Which mandated facility (gemandateerde voorziening) investigates societal necessity. The law may
 * merge the two into one.
 */
public enum MandatedFacilityKind {
  VK,
  OCJ,
  /** One facility in the place of both. */
  MERGED;

  /** What a partner of this kind is; empty when it has no mandate. */
  public static Optional<MandatedFacilityKind> of(PartnerKind kind) {
    return switch (kind) {
      case VK -> Optional.of(VK);
      case OCJ -> Optional.of(OCJ);
      default -> Optional.empty();
    };
  }
}

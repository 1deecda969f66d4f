package be.schakel.emergency;

import be.schakel.edge.Public;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A test of a centre's duty list, answered. */
@Public
public record TestedDutyList(
    UUID id, String vk, OffsetDateTime askedAt, OffsetDateTime acknowledgedAt) {}

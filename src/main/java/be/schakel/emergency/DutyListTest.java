package be.schakel.emergency;

import be.schakel.edge.Public;
import java.time.OffsetDateTime;
import java.util.UUID;

/** A test of a centre's duty list, asked. */
@Public(status = 201)
public record DutyListTest(UUID id, String vk, OffsetDateTime askedAt) {}

package be.schakel.access;

import be.schakel.disclosure.Label;
import java.util.List;

/** Who asked a centre for a call back, newest first; of no case. */
public record CallBacksView(@Label.Nested List<LookUpSeen> items) {}

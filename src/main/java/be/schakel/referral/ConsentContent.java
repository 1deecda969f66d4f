package be.schakel.referral;

import be.schakel.vocabulary.ConsentMethod;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** The part of a consent that is sealed with the child's key. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ConsentContent(
    List<String> givers,
    Optional<ConsentMethod> method,
    Optional<String> language,
    boolean otherParentPresumption) {}

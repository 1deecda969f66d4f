package be.schakel.policy;

import be.schakel.vocabulary.DataCategory;
import java.time.Instant;
import java.util.Objects;

/**
 * May this asker have this category of this child's data, for its purpose, now?
 *
 * @param own the asker itself sent this piece of data, or it is addressed to the asker; for {@code
 *     RECEIPT}, {@code STATUS} and {@code MANO_STATUS} being the reporter is what counts
 * @param evidence what was put on record for the asker and this child; it may hold too much, since
 *     every piece is checked again
 */
public record Question(
    Asker asker,
    Action action,
    Circumstances about,
    DataCategory category,
    Form form,
    boolean own,
    Evidence evidence,
    Instant at) {

  public Question {
    Objects.requireNonNull(asker);
    Objects.requireNonNull(action);
    Objects.requireNonNull(about);
    Objects.requireNonNull(category);
    Objects.requireNonNull(form);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(at);
  }
}

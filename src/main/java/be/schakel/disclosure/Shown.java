package be.schakel.disclosure;

import java.util.UUID;

/** A view of an entry of the log, or of something it tells, beside the entry that decides. */
record Shown<V extends Record>(UUID id, DisclosureEntry entry, V view) {

  static <V extends Record> Shown<V> of(LoggedEntry logged, V view) {
    return new Shown<>(logged.id(), logged.entry(), view);
  }
}

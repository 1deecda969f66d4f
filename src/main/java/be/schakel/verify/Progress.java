package be.schakel.verify;

import java.util.function.BiConsumer;

/** Says now and then how far long work is: at every twentieth of it, and not at all of little. */
final class Progress {

  private static final int STEPS = 20;
  private static final long LITTLE = 5_000;

  private final BiConsumer<Long, Long> told;
  private long last;

  Progress(BiConsumer<Long, Long> told) {
    this.told = told;
  }

  void at(long done, long all) {
    var step = done * STEPS / all;
    if (all > LITTLE && step > last) {
      last = step;
      told.accept(done, all);
    }
  }
}

package next700.recording;

import next700.process.Taken;

/** A step that was recorded, and when it was taken, in nanoseconds of {@link System#nanoTime}. */
public record RecordedStep(long timeNanos, Taken step) {}

package next700.recording;

import java.io.IOException;
import next700.process.Taken;

/** Where the steps of a process go. */
public interface StepRecorder extends AutoCloseable {
    /** Keeps nothing: for measurements, in which recording is not to be measured. */
    StepRecorder NOTHING = new StepRecorder() {
        @Override
        public void write(long timeNanos, Taken step) {}

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** Takes a step that was taken at a time of {@link System#nanoTime}. */
    void write(long timeNanos, Taken step) throws IOException;

    /** Hands all steps so far to the operating system. */
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}

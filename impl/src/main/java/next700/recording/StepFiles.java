package next700.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import next700.protocol.abstraction.StepRecord;

/**
 * Recorded steps, in the format for their kind: those of Abstract share histories, which {@link StepLog} writes once; those of
 * any other protocol stand for themselves ({@link TakenLog}).
 */
public final class StepFiles {
    private StepFiles() {}

    /**
     * Starts a new file, over an older one if there is any.
     *
     * @param kinds the records of the protocol's steps
     */
    public static StepRecorder write(Path file, List<Class<?>> kinds) throws IOException {
        return kinds.contains(StepRecord.class) ? new StepLogWriter(file) : new TakenLog(kinds).write(file);
    }

    /** Reads a file that {@link #write} began. */
    public static List<RecordedStep> read(Path file, List<Class<?>> kinds) throws RecordingException {
        return kinds.contains(StepRecord.class)
                ? StepLog.read(file).entries().stream()
                        .map(entry -> new RecordedStep(entry.timeNanos(), entry.step()))
                        .toList()
                : new TakenLog(kinds).read(file);
    }
}

package next700.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import next700.crypto.Keys;
import next700.protocol.abstraction.ByzantineGroup;
import next700.recording.StepLogWriter;
import next700.recording.StepRecorder;

/** What hosts check and open before they start. */
final class Startup {
    private Startup() {}

    static void checkGroup(Keys keys, ByzantineGroup group, Path directory) throws RuntimeFailure {
        if (!keys.verifying().keySet().equals(new java.util.TreeSet<>(group.replicas()))) {
            throw new RuntimeFailure(directory + ": the keys are for the replicas "
                    + keys.verifying().keySet() + ", not for " + group.replicas());
        }
    }

    static StepRecorder openSteps(Optional<Path> file) throws RuntimeFailure {
        if (file.isEmpty()) {
            return StepRecorder.NOTHING;
        }
        try {
            return new StepLogWriter(file.get());
        } catch (IOException e) {
            throw new RuntimeFailure(file.get() + ": cannot be written: " + e, e);
        }
    }
}

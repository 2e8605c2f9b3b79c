package next700.runtime;

import java.io.IOException;
import java.nio.file.Path;
import next700.crypto.Keys;
import next700.protocol.Group;
import next700.recording.StepLogWriter;

/** What hosts check and open before they start. */
final class Startup {
    private Startup() {}

    static void checkGroup(Keys keys, Group group, Path directory) throws RuntimeFailure {
        if (!keys.verifying().keySet().equals(new java.util.TreeSet<>(group.replicas()))) {
            throw new RuntimeFailure(directory + ": the keys are for the replicas "
                    + keys.verifying().keySet() + ", not for " + group.replicas());
        }
    }

    static StepLogWriter openSteps(Path file) throws RuntimeFailure {
        try {
            return new StepLogWriter(file);
        } catch (IOException e) {
            throw new RuntimeFailure(file + ": cannot be written: " + e, e);
        }
    }
}

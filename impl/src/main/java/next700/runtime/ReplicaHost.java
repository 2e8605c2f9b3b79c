package next700.runtime;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.crypto.Keys;
import next700.crypto.RealAuthentication;
import next700.process.Automaton;
import next700.process.Input;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Spoken;
import next700.protocol.authentication.Authentication;
import next700.recording.StepRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running replica: it listens, and drives its automaton with what arrives. */
public final class ReplicaHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaHost.class);

    /** Makes the replica that a host drives; it may well be one that lies. */
    public interface Maker {
        /**
         * Makes a replica.
         *
         * @param forgotten what a former life of the replica remembered: how far it may have spoken
         */
        Automaton make(ReplicaId self, Authentication authentication, Optional<Spoken> forgotten);
    }

    private final ReplicaOptions options;
    private final Metrics metrics = new Metrics();
    private final EventLoops loops;
    private final StepRecorder steps;
    private final Links links;
    private final Host host;
    private final InstanceMemory memory;
    private final Endpoint endpoint;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean closed;

    /**
     * Starts a replica. When this returns, it listens.
     *
     * @throws RuntimeFailure if the port is in use, or a file cannot be read or written
     */
    public static ReplicaHost start(ReplicaOptions options, Maker maker) throws RuntimeFailure, KeyFileException {
        Keys keys = new KeyDirectory(options.keys()).load(options.self());
        Startup.checkGroup(keys, options.group(), options.keys());
        InstanceMemory memory = new InstanceMemory(options.stateFile());
        Optional<Spoken> forgotten = memory.recall();
        if (forgotten.isPresent()) {
            LOG.info("{}: back without its memory, having spoken: {}", options.self(), forgotten.get());
        }
        Automaton automaton = maker.make(options.self(), new RealAuthentication(keys), forgotten);
        StepRecorder steps = Startup.openSteps(options.stepFile());
        EventLoops loops = new EventLoops(options.self().toString());
        try {
            return new ReplicaHost(options, keys, automaton, memory, steps, loops);
        } catch (RuntimeFailure e) {
            loops.close();
            throw e;
        }
    }

    private ReplicaHost(
            ReplicaOptions options,
            Keys keys,
            Automaton automaton,
            InstanceMemory memory,
            StepRecorder steps,
            EventLoops loops)
            throws RuntimeFailure {
        this.options = options;
        this.memory = memory;
        this.steps = steps;
        this.loops = loops;
        this.links = new Links(keys, options.links(), loops.loop(), metrics, this::received);
        this.host = new Host(options.self(), loops.loop(), automaton, new Surroundings(), steps, metrics);
        this.endpoint = links.listen(options.listen());
        loops.loop().execute(() -> {
            options.peers().forEach(links::dial);
            host.start();
        });
    }

    private void received(ProcessId from, Message message) {
        host.feed(new Input.Received(from, message));
    }

    private void fail(String what, Exception cause) {
        LOG.error("{}", what, cause);
        stopped.completeExceptionally(new RuntimeFailure(what + ": " + cause, cause));
    }

    private final class Surroundings implements Host.Surroundings {
        @Override
        public void send(ProcessId to, Message message) {
            links.send(to, message);
        }

        @Override
        public void tell(Notice notice) {
            metrics.count("failed.replica-answered");
        }

        @Override
        public void store(String name, Record value) throws IOException {
            memory.remember((Spoken) value);
        }

        @Override
        public void fail(String what, Exception cause) {
            ReplicaHost.this.fail(what, cause);
        }
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return endpoint;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Ends when the replica was closed, and fails with a {@link RuntimeFailure} when it cannot go on. */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /**
     * Closes all connections, and completes the files. Whoever else calls it waits until that is done. Not to be
     * called on the replica's own thread.
     */
    @Override
    public synchronized void close() throws RuntimeFailure {
        if (closed) {
            return;
        }
        closed = true;
        links.close();
        try {
            loops.call(() -> {
                host.stop();
                steps.close();
                metrics.write(options.metricsFile());
                return null;
            });
        } finally {
            loops.close();
            stopped.complete(null);
        }
    }
}

package next700.runtime;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.crypto.Keys;
import next700.crypto.RealAuthentication;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.authentication.Authentication;
import next700.recording.StepRecorder;
import next700.storage.DurableStore;
import next700.storage.StorageException;
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
         * @param stored what former lives of the replica stored
         */
        Automaton make(ReplicaId self, Authentication authentication, Stored stored);
    }

    private final ReplicaOptions options;
    private final Metrics metrics = new Metrics();
    private final EventLoops loops;
    private final StepRecorder steps;
    private final Links links;
    private final Host host;
    private final DurableStore store;
    private final Endpoint endpoint;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean closed;

    /**
     * Starts a replica. When this returns, it listens.
     *
     * @throws RuntimeFailure if the port is in use, or a file cannot be read or written
     * @throws StorageException if what former lives stored is damaged, or another replica's
     */
    public static ReplicaHost start(ReplicaOptions options, Vocabulary words, Maker maker)
            throws RuntimeFailure, KeyFileException, StorageException {
        Keys keys = new KeyDirectory(options.keys()).load(options.self());
        Startup.checkGroup(keys, options.group(), options.keys());
        DurableStore store = Startup.openStore(options, words, keys);
        EventLoops loops = new EventLoops(options.self().toString());
        try {
            Automaton automaton = maker.make(options.self(), new RealAuthentication(keys), store.recovered());
            StepRecorder steps = Startup.openSteps(options.stepFile(), words);
            return new ReplicaHost(options, words, keys, automaton, store, steps, loops);
        } catch (RuntimeFailure | RuntimeException e) {
            loops.close();
            Startup.close(store);
            throw e;
        }
    }

    private ReplicaHost(
            ReplicaOptions options,
            Vocabulary words,
            Keys keys,
            Automaton automaton,
            DurableStore store,
            StepRecorder steps,
            EventLoops loops)
            throws RuntimeFailure {
        this.options = options;
        this.store = store;
        this.steps = steps;
        this.loops = loops;
        this.links = new Links(keys, words.messages(), options.links(), loops.loop(), metrics, this::received);
        this.host = new Host(options.self(), loops.loop(), automaton, new Surroundings(), steps, metrics);
        this.endpoint = links.listen(options.listen());
        metrics.add("stored.restored", store.recovered().values().size());
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
        public void note(Effect change) {
            store.note(change);
        }

        @Override
        public void commit() throws IOException {
            store.commit();
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
                store.close();
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

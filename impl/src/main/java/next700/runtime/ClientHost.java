package next700.runtime;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import next700.crypto.KeyDirectory;
import next700.crypto.KeyFileException;
import next700.crypto.Keys;
import next700.crypto.RealAuthentication;
import next700.process.Automaton;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.protocol.authentication.Authentication;
import next700.recording.StepRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running process of closed-loop clients. Each has keys, links and an automaton of its own; they share a thread and
 * the files.
 */
public final class ClientHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientHost.class);
    private static final long LINKING_POLL_MILLIS = 2;
    private static final long MAX_LINKING_NANOS = 2_000_000_000L;

    /** Makes the client that a host drives. */
    public interface Maker {
        Automaton make(ClientId self, Authentication authentication);
    }

    /**
     * What came of a load.
     *
     * @param invoked operations that clients began
     * @param answered operations that were answered; the others are pending for ever
     * @param durationNanos from the start to the last answer
     */
    public record Summary(long invoked, long answered, long durationNanos) {
        public double answeredPerSecond() {
            return durationNanos == 0 ? 0 : answered * 1e9 / durationNanos;
        }
    }

    private final ClientOptions options;
    private final Vocabulary words;
    private final Callers callers;
    private final Metrics metrics = new Metrics();
    private final EventLoops loops;
    private final EventLoop loop;
    private final StepRecorder steps;
    private final List<Loop> clients = new ArrayList<>();
    private final CompletableFuture<Void> firstAnswer = new CompletableFuture<>();
    private final CompletableFuture<Summary> done = new CompletableFuture<>();
    private boolean closed;
    private final long startNanos = System.nanoTime();
    private long lastAnswerNanos = startNanos;
    private long invoked;
    private long answered;
    private boolean begun;
    private int active;
    private boolean ending;

    /** Starts the clients; each begins when it is linked to all replicas, or has waited two seconds. */
    public static ClientHost start(ClientOptions options, Vocabulary words, Callers callers, Maker maker)
            throws RuntimeFailure, KeyFileException {
        List<Keys> keys = new ArrayList<>();
        for (ClientId client : options.clients()) {
            keys.add(new KeyDirectory(options.keys()).load(client));
            Startup.checkGroup(keys.get(0), options.group(), options.keys());
        }
        StepRecorder steps = Startup.openSteps(options.stepFile(), words);
        ClientHost host = new ClientHost(options, words, callers, steps);
        for (Keys own : keys) {
            host.clients.add(host.new Loop(own, maker));
        }
        host.loops.call(() -> {
            host.begin();
            return null;
        });
        return host;
    }

    private ClientHost(ClientOptions options, Vocabulary words, Callers callers, StepRecorder steps) {
        this.options = options;
        this.words = words;
        this.callers = callers;
        this.steps = steps;
        this.loops = new EventLoops("clients");
        this.loop = loops.loop();
    }

    private void begin() {
        List<Stage> stages = options.load().stages();
        active = stages.isEmpty() ? clients.size() : stages.getFirst().clients();
        clients.forEach(Loop::begin);
    }

    /** The first client is ready, and with it the load begins. */
    private void beginStages() {
        if (begun) {
            return;
        }
        begun = true;
        long sinceMillis = 0;
        for (Stage stage : options.load().stages()) {
            later(sinceMillis, () -> enter(stage));
            sinceMillis += stage.durationMillis();
        }
        if (sinceMillis > 0) {
            later(sinceMillis, this::end);
        }
    }

    private void enter(Stage stage) {
        active = stage.clients();
        clients.forEach(Loop::wake);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Nothing is ever cancelled here.
    private void later(long delayMillis, Runnable task) {
        EventLoops.later(loop, delayMillis, task);
    }

    /** Ends the load before its time. */
    public void endLoad() {
        loop.execute(this::end);
    }

    /** Nobody begins another operation; outstanding ones have the grace time. */
    private void end() {
        if (ending) {
            return;
        }
        ending = true;
        later(options.load().graceMillis(), this::finish);
        finishIfIdle();
    }

    private void finishIfIdle() {
        if (clients.stream().allMatch(Loop::isFinished)) {
            finish();
        }
    }

    private void finish() {
        done.complete(new Summary(invoked, answered, lastAnswerNanos - startNanos));
    }

    private void fail(String what, Exception cause) {
        LOG.error("{}", what, cause);
        done.completeExceptionally(new RuntimeFailure(what + ": " + cause, cause));
    }

    /** One client. */
    private final class Loop implements Host.Surroundings {
        private final ClientId self;
        private final Links links;
        private final Host host;
        private final RandomGenerator random;
        private Optional<Call> outstanding = Optional.empty();
        private long operations;
        private boolean rests;

        Loop(Keys keys, Maker maker) {
            self = (ClientId) keys.self();
            links = new Links(keys, words.messages(), options.links(), loop, metrics, this::received);
            host = new Host(self, loop, maker.make(self, new RealAuthentication(keys)), this, steps, metrics);
            random = new Random(options.load().seed() * 31 + self.number());
        }

        void begin() {
            options.replicas().forEach(links::dial);
            beginWhenLinked(System.nanoTime());
        }

        /** A replica may be down for good, so this does not wait for ever. */
        private void beginWhenLinked(long sinceNanos) {
            boolean linked = options.replicas().keySet().stream().allMatch(links::isLinked);
            if (linked || System.nanoTime() - sinceNanos > MAX_LINKING_NANOS) {
                beginStages();
                think();
            } else {
                later(LINKING_POLL_MILLIS, () -> beginWhenLinked(sinceNanos));
            }
        }

        private void think() {
            rests = !isActive();
            if (!rests && !isFinished()) {
                long delayMillis = random.nextLong(2 * options.load().thinkMillis() + 1);
                if (delayMillis == 0) {
                    loop.execute(this::invoke);
                } else {
                    later(delayMillis, this::invoke);
                }
            }
        }

        private boolean isActive() {
            return clients.indexOf(this) < active;
        }

        /** A client that rested goes on, if it is to be active now. */
        void wake() {
            if (rests) {
                think();
            }
        }

        boolean isFinished() {
            long maxOperations = options.load().maxOperations();
            return outstanding.isEmpty() && (ending || (maxOperations > 0 && operations >= maxOperations));
        }

        private void invoke() {
            rests = !isActive();
            if (rests || isFinished() || outstanding.isPresent() || done.isDone()) {
                return;
            }
            Call call;
            try {
                call = callers.next(self, random);
            } catch (IOException e) {
                ClientHost.this.fail("the history cannot be written", e);
                return;
            }
            outstanding = Optional.of(call);
            operations++;
            invoked++;
            host.feed(new Input.Called(call));
        }

        private void received(ProcessId from, Message message) {
            host.feed(new Input.Received(from, message));
        }

        @Override
        public void send(ProcessId to, Message message) {
            links.send(to, message);
        }

        @Override
        public void tell(Notice notice) {
            if (outstanding.isEmpty()) {
                metrics.count("failed.unexpected-answer");
                return;
            }
            try {
                if (!callers.told(self, outstanding.get(), notice)) {
                    return;
                }
            } catch (IOException e) {
                ClientHost.this.fail("the history cannot be written", e);
                return;
            }
            outstanding = Optional.empty();
            answered++;
            firstAnswer.complete(null);
            lastAnswerNanos = System.nanoTime();
            think();
            finishIfIdle();
        }

        /** Clients have no disk: a client that comes back is a new one, under a name of its own. */
        @Override
        public void note(Effect change) {
            metrics.count("failed.client-stored");
        }

        @Override
        public void commit() {}

        @Override
        public void fail(String what, Exception cause) {
            ClientHost.this.fail(what, cause);
        }
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Ends when a client has an answer; if none ever has, it does not. */
    public CompletableFuture<Void> firstAnswer() {
        return firstAnswer;
    }

    /** Ends with the load, and fails with a {@link RuntimeFailure} when the clients cannot go on. */
    public CompletableFuture<Summary> done() {
        return done;
    }

    /**
     * Stops the clients wherever they are, and completes the files. Whoever else calls it waits until that is done. Not to be
     * called on the clients' own thread.
     */
    @Override
    public synchronized void close() throws RuntimeFailure {
        if (closed) {
            return;
        }
        closed = true;
        clients.forEach(client -> client.links.close());
        try {
            loops.call(() -> {
                clients.forEach(client -> client.host.stop());
                finish();
                callers.close();
                steps.close();
                metrics.write(options.metricsFile());
                return null;
            });
        } finally {
            loops.close();
        }
    }
}

package next700.runtime;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.Notice;
import next700.process.ProcessId;
import next700.process.Timer;
import next700.recording.StepRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one automaton on an event loop: it feeds inputs one at a time, and carries out their effects in order. Where an
 * effect that later ones depend on cannot be carried out, the process stops.
 *
 * <p>What the process stores is durable before anything leaves it that follows: until then, what others could see is held back,
 * in its order, while the process takes the next inputs.
 *
 * <p>A step is with the operating system before anything that is said in it leaves the process: whatever another
 * process learnt stands in the step log, even if this one is killed.
 */
final class Host {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    /** Where effects go that are not the host's own business. */
    interface Surroundings {
        void send(ProcessId to, Message message);

        void tell(Notice notice);

        /** Notes what is to be stored, or forgotten. */
        void note(Effect change);

        /** Returns only when all that was noted is durable. */
        void commit() throws IOException;

        /** The process cannot go on. */
        void fail(String what, Exception cause);
    }

    private final ProcessId self;
    private final EventLoop loop;
    private final Automaton automaton;
    private final Surroundings surroundings;
    private final StepRecorder steps;
    private final Metrics metrics;
    private final Map<Timer, Future<?>> timers = new HashMap<>();
    private final Deque<Effect> held = new ArrayDeque<>();
    private boolean commits;
    private boolean stopped;

    Host(
            ProcessId self,
            EventLoop loop,
            Automaton automaton,
            Surroundings surroundings,
            StepRecorder steps,
            Metrics metrics) {
        this.self = self;
        this.loop = loop;
        this.automaton = automaton;
        this.surroundings = surroundings;
        this.steps = steps;
        this.metrics = metrics;
    }

    /** Has the process do what it does of its own accord; on the event loop only. */
    void start() {
        try {
            carryOut(automaton.start());
        } catch (IOException e) {
            fail(e);
        }
    }

    /** Feeds one input; on the event loop only. */
    void feed(Input input) {
        if (stopped) {
            return;
        }
        try {
            carryOut(automaton.on(input));
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            metrics.count("failed.automaton");
            LOG.error("{}: dropped an input that the protocol failed on: {}", self, describe(input), e);
        }
    }

    private void fail(IOException e) {
        stop();
        surroundings.fail(self + " cannot write its files", e);
    }

    private void carryOut(List<Effect> effects) throws IOException {
        for (Effect effect : effects) {
            if (commits && isSeenByOthers(effect)) {
                held.add(effect);
            } else {
                carryOut(effect);
            }
        }
    }

    private static boolean isSeenByOthers(Effect effect) {
        return switch (effect) {
            case Effect.Send send -> true;
            case Effect.Tell tell -> true;
            case Effect.Took took -> true;
            case Effect.Disconnect disconnect -> true;
            case Effect.Store store -> false;
            case Effect.Erase erase -> false;
            case Effect.SetTimer set -> false;
            case Effect.CancelTimer cancel -> false;
            case Effect.Draw draw -> false;
        };
    }

    /** What all inputs that have arrived by now ask for is made durable together: forcing a disk takes as long for many as for one. */
    private void commitSoon(Effect change) {
        surroundings.note(change);
        if (!commits) {
            commits = true;
            loop.execute(this::commit);
        }
    }

    private void commit() {
        if (stopped) {
            return;
        }
        try {
            surroundings.commit();
            metrics.count("stored.commits");
            commits = false;
            for (Effect effect = held.poll(); effect != null; effect = held.poll()) {
                carryOut(effect);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private static String describe(Input input) {
        return input instanceof Input.Received received
                ? received.message().getClass().getSimpleName() + " from " + received.from()
                : input.toString();
    }

    private void carryOut(Effect effect) throws IOException {
        switch (effect) {
            case Effect.Send send -> surroundings.send(send.to(), send.message());
            case Effect.SetTimer set -> set(set.timer(), set.delayMillis());
            case Effect.CancelTimer cancel -> cancel(cancel.timer());
            case Effect.Tell tell -> surroundings.tell(tell.notice());
            case Effect.Store store -> commitSoon(store);
            case Effect.Erase erase -> commitSoon(erase);
            case Effect.Draw draw -> {
                int number = ThreadLocalRandom.current().nextInt(draw.bound());
                loop.execute(() -> feed(new Input.Drawn(number)));
            }
            case Effect.Disconnect disconnect ->
                throw new UnsupportedOperationException("links between replicas are not broken on purpose");
            case Effect.Took took -> {
                metrics.count("step." + took.step().step());
                steps.write(System.nanoTime(), took.step());
                steps.flush();
            }
        }
    }

    private void set(Timer timer, long delayMillis) {
        cancel(timer);
        timers.put(timer, EventLoops.later(loop, delayMillis, () -> expire(timer)));
    }

    private void cancel(Timer timer) {
        Future<?> running = timers.remove(timer);
        if (running != null) {
            running.cancel(false);
        }
    }

    private void expire(Timer timer) {
        timers.remove(timer);
        feed(new Input.Expired(timer));
    }

    /** Feeds nothing more; on the event loop only. */
    void stop() {
        stopped = true;
        timers.values().forEach(timer -> timer.cancel(false));
        timers.clear();
        held.clear();
    }
}

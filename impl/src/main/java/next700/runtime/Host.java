package next700.runtime;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import next700.protocol.Automaton;
import next700.protocol.Effect;
import next700.protocol.Indication;
import next700.protocol.Input;
import next700.protocol.Message;
import next700.protocol.ProcessId;
import next700.protocol.Spoken;
import next700.protocol.Timer;
import next700.recording.StepRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one automaton on an event loop: it feeds inputs one at a time, and carries out their effects in order. Where an
 * effect that later ones depend on cannot be carried out, the process stops.
 *
 * <p>A step is with the operating system before anything that is said in it leaves the process: whatever another
 * process learnt stands in the step log, even if this one is killed.
 */
final class Host {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    /** Where effects go that are not the host's own business. */
    interface Surroundings {
        void send(ProcessId to, Message message);

        void answer(Indication indication);

        /** Returns only when it is durable. */
        void remember(Spoken spoken) throws IOException;

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
            carryOut(effect);
        }
    }

    private static String describe(Input input) {
        return input instanceof Input.Received received
                ? received.message().getClass().getSimpleName() + " of instance "
                        + received.message().instance()
                : input.toString();
    }

    private void carryOut(Effect effect) throws IOException {
        switch (effect) {
            case Effect.Send send -> surroundings.send(send.to(), send.message());
            case Effect.SetTimer set -> set(set.timer(), set.delayMillis());
            case Effect.CancelTimer cancel -> cancel(cancel.timer());
            case Effect.Answer answer -> surroundings.answer(answer.indication());
            case Effect.Remember remember -> surroundings.remember(remember.spoken());
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
    }
}

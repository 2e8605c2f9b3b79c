package next700.protocol.composition;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.process.Invocation;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Timing;
import next700.protocol.authentication.Authentication;

/**
 * The Abstract composition algorithm (thesis, Appendix A, Figure A.1): a request that one instance aborts is invoked
 * on the next, with the abort history as its init history; every later request goes to that instance directly.
 *
 * <p>The caller sees commits only: a composition without an end never aborts.
 */
public final class CompositionClient implements Automaton {
    private final Composition composition;
    private final ClientId self;
    private final ByzantineGroup group;
    private final Authentication authentication;
    private final Timing timing;
    private final Backoff backoff;

    private InstanceId instance = InstanceId.FIRST;
    private InstanceClient client;
    private long timestamp;
    private Optional<Indication.Abort> aborted = Optional.empty();

    /**
     * Makes a client.
     *
     * @param lastTimestamp no less than any timestamp that a client of this name used before; 0 for a new name
     */
    public CompositionClient(
            Composition composition,
            ClientId self,
            ByzantineGroup group,
            Authentication authentication,
            Timing timing,
            long lastTimestamp) {
        this.composition = composition;
        this.self = self;
        this.group = group;
        this.authentication = authentication;
        this.timing = timing;
        this.timestamp = lastTimestamp;
        this.backoff = new Backoff(self, timing);
        this.client = clientOf(instance);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        for (Effect effect : step(input)) {
            if (effect instanceof Effect.Tell tell && tell.notice() instanceof Indication indication) {
                conclude(indication, out);
            } else {
                out.add(effect);
            }
        }
        return out.toList();
    }

    /** What the client of the current instance does; other instances are over, or yet to come. */
    private List<Effect> step(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called -> {
                if (called.call() instanceof Invocation invocation) {
                    client.invoke(nextRequest(invocation.operation()), Optional.empty(), out);
                }
            }
            case Input.Received received -> {
                if (received.message() instanceof InstanceMessage message
                        && message.instance().equals(instance)) {
                    client.onMessage(message, out);
                }
            }
            case Input.Expired expired -> {
                if (expired.timer() instanceof InstanceTimer timer
                        && timer.instance().equals(instance)) {
                    expire(timer, out);
                }
            }
            default -> {}
        }
        return out.toList();
    }

    private void conclude(Indication indication, Effects out) {
        switch (indication) {
            case Indication.Commit commit -> {
                backoff.reset();
                out.tell(commit);
            }
            case Indication.Abort abort -> switchTo(abort, out);
        }
    }

    private Request nextRequest(Bytes operation) {
        timestamp++;
        return new Request(self, timestamp, operation);
    }

    private void expire(InstanceTimer timer, Effects out) {
        if (timer.kind() == InstanceTimer.Kind.BACKOFF) {
            aborted.ifPresent(abort -> {
                aborted = Optional.empty();
                client.invoke(abort.request(), Optional.of(abort.proof()), out);
            });
        } else {
            client.onTimer(timer, out);
        }
    }

    private void switchTo(Indication.Abort abort, Effects out) {
        instance = abort.next();
        client = clientOf(instance);
        aborted = Optional.of(abort);
        out.setTimer(new InstanceTimer(InstanceTimer.Kind.BACKOFF, instance), backoff.nextMillis(instance));
    }

    private InstanceClient clientOf(InstanceId id) {
        var setting = new Setting<>(self, id, composition.next(id), group, authentication);
        return composition.protocolOf(id).client(setting, timing);
    }
}

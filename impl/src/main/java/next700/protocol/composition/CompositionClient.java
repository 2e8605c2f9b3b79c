package next700.protocol.composition;

import java.util.List;
import java.util.Optional;
import next700.protocol.Automaton;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Effect;
import next700.protocol.Effects;
import next700.protocol.Group;
import next700.protocol.Indication;
import next700.protocol.Input;
import next700.protocol.InstanceClient;
import next700.protocol.InstanceId;
import next700.protocol.Request;
import next700.protocol.Setting;
import next700.protocol.Timer;
import next700.protocol.Timing;
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
    private final Group group;
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
            Group group,
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
        Effects inner = new Effects();
        if (concernsCurrentInstance(input)) {
            step(input, inner);
        }
        for (Effect effect : inner.toList()) {
            if (effect instanceof Effect.Answer answer) {
                conclude(answer.indication(), out);
            } else {
                out.add(effect);
            }
        }
        return out.toList();
    }

    private boolean concernsCurrentInstance(Input input) {
        return switch (input) {
            case Input.Invoked invoked -> true;
            case Input.Received received -> received.message().instance().equals(instance);
            case Input.Expired expired -> expired.timer().instance().equals(instance);
        };
    }

    private void step(Input input, Effects out) {
        switch (input) {
            case Input.Invoked invoked -> client.invoke(nextRequest(invoked.operation()), Optional.empty(), out);
            case Input.Received received -> client.onMessage(received.message(), out);
            case Input.Expired expired -> expire(expired.timer(), out);
        }
    }

    private void conclude(Indication indication, Effects out) {
        switch (indication) {
            case Indication.Commit commit -> {
                backoff.reset();
                out.answer(commit);
            }
            case Indication.Abort abort -> switchTo(abort, out);
        }
    }

    private Request nextRequest(Bytes operation) {
        timestamp++;
        return new Request(self, timestamp, operation);
    }

    private void expire(Timer timer, Effects out) {
        if (timer.kind() == Timer.Kind.BACKOFF) {
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
        out.setTimer(new Timer(Timer.Kind.BACKOFF, instance), backoff.nextMillis(instance));
    }

    private InstanceClient clientOf(InstanceId id) {
        var setting = new Setting<>(self, id, composition.next(id), group, authentication);
        return composition.protocolOf(id).client(setting, timing);
    }
}

package next700.protocol.register;

import java.util.List;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.process.Stored;
import next700.protocol.authentication.Authentication;
import next700.protocol.register.RegisterMessage.Ack;
import next700.protocol.register.RegisterMessage.Query;
import next700.protocol.register.RegisterMessage.Report;
import next700.protocol.register.RegisterMessage.Update;

/**
 * A replica (slides, "Shared Variable with Quorums (II)"): it updates what it holds only if the stamp that it receives is greater, and
 * acknowledges in any case. What it acknowledges it has stored before.
 */
public final class RegisterReplica implements Automaton {
    private static final String HELD = "held";

    private final ReplicaId self;
    private final Variant variant;
    private final Authentication keys;
    private Held held;

    /**
     * Makes a replica.
     *
     * @param stored by its former lives
     */
    public RegisterReplica(ReplicaId self, Variant variant, Authentication keys, Stored stored) {
        this.self = self;
        this.variant = variant;
        this.keys = keys;
        this.held = stored.get(HELD, Held.class).orElse(Held.NOTHING);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (input instanceof Input.Received received) {
            switch (received.message()) {
                case Query query -> answer(received.from(), query, out);
                case Update update -> onUpdate(received.from(), update, out);
                default -> {}
            }
        }
        return out.toList();
    }

    @Step("Answer")
    private void answer(ProcessId client, Query query, Effects out) {
        out.took(RegisterStep.of("Answer", self, client, held));
        out.send(client, new Report(query.phase(), held));
    }

    private void onUpdate(ProcessId client, Update update, Effects out) {
        if (isGenuine(update.held())) {
            if (isLater(update.held())) {
                take(client, update.held(), out);
            }
            out.send(client, new Ack(update.phase()));
        }
    }

    @Step("Take")
    private void take(ProcessId client, Held later, Effects out) {
        held = later;
        out.store(HELD, held);
        out.took(RegisterStep.of("Take", self, client, held));
    }

    /** What a client tells it that read it from others need not have been written by that client. */
    @Guard("Take.signed")
    boolean isGenuine(Held update) {
        return variant.trust() != Trust.WRITERS || update.isAuthentic(keys);
    }

    @Guard("Take.later")
    boolean isLater(Held update) {
        return update.compareTo(held) > 0;
    }

    /** What it holds, for observers. */
    public Held held() {
        return held;
    }
}

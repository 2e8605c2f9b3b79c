package register;

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
import register.RegisterMessage.Ack;
import register.RegisterMessage.Query;
import register.RegisterMessage.Report;
import register.RegisterMessage.Update;

/** A replica: it holds the latest value that it was told, and stores it before it says so. */
public final class RegisterReplica implements Automaton {
    private static final String HELD = "held";

    private final ReplicaId self;
    private Held held;

    public RegisterReplica(ReplicaId self, Stored stored) {
        this.self = self;
        this.held = stored.get(HELD, Held.class).orElse(Held.NOTHING);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (input instanceof Input.Received received) {
            switch (received.message()) {
                case Query query -> answer(received.from(), query, out);
                case Update update -> take(received.from(), update, out);
                default -> {}
            }
        }
        return out.toList();
    }

    @Step("Answer")
    private void answer(ProcessId client, Query query, Effects out) {
        out.took(new RegisterStep("Answer", self, client, held.stamp()));
        out.send(client, new Report(query.phase(), held));
    }

    @Step("Take")
    private void take(ProcessId client, Update update, Effects out) {
        if (isNewer(update.held())) {
            held = update.held();
            out.store(HELD, held);
            out.took(new RegisterStep("Take", self, client, held.stamp()));
        }
        out.send(client, new Ack(update.phase()));
    }

    /** What arrives late must not take the place of what came after it. */
    @Guard("Take.newer")
    boolean isNewer(Held other) {
        return other.isLaterThan(held);
    }
}

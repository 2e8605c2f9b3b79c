package next700.simulation.register;

import java.util.ArrayList;
import java.util.List;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.protocol.register.Held;
import next700.protocol.register.RegisterMessage;
import next700.protocol.register.RegisterMessage.Ack;
import next700.protocol.register.RegisterMessage.Report;
import next700.protocol.register.RegisterMessage.Update;
import next700.protocol.register.Stamp;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.Liar;
import next700.trial.World;

/**
 * A Byzantine replica: it tells the truth, or what it or anyone held once, or what it made up, which it signs itself or with what
 * stands under something else; it acknowledges what it does not keep; or it is silent. All liars tell the same tale, if they like.
 */
final class RegisterLiar implements Liar {
    private static final int LIES = 6;
    private static final int WRITERS = 3;

    private final ReplicaId self;
    private final ChoiceTape tape;

    /** What was ever told to any of the liars, and what they made up; they share it. */
    private final List<Held> known;

    RegisterLiar(ReplicaId self, ChoiceTape tape, List<Held> known) {
        this.self = self;
        this.tape = tape;
        this.known = known;
    }

    @Override
    public void react(Input input, List<Effect> honest, World world) {
        if (input instanceof Input.Received received && received.message() instanceof RegisterMessage message) {
            if (message instanceof Update update && !known.contains(update.held())) {
                known.add(update.held());
            }
            for (Effect effect : honest) {
                if (effect instanceof Effect.Send send) {
                    instead((RegisterMessage) send.message())
                            .forEach(said -> world.send(self, send.to(), said, !said.equals(send.message()), ""));
                }
            }
            if (honest.isEmpty() && message instanceof Update update) {
                world.send(self, received.from(), new Ack(update.phase()), true, "");
            }
        }
    }

    private List<RegisterMessage> instead(RegisterMessage honest) {
        int lie = tape.choose(LIES, Decision.LIE, "lie");
        return switch (honest) {
            case Report report ->
                switch (lie) {
                    case 0 -> List.of(report);
                    case 1 -> List.of();
                    case 2 -> List.of(new Report(report.phase(), Held.NOTHING));
                    case 3, 4 -> List.of(new Report(report.phase(), old()));
                    default -> List.of(new Report(report.phase(), invented()));
                };
            case Ack ack -> lie == 1 ? List.of() : List.of(ack);
            default -> List.of(honest);
        };
    }

    private Held old() {
        return known.isEmpty()
                ? invented()
                : known.get(tape.choose(Math.min(known.size(), ChoiceTape.MAX_BOUND), Decision.SHAPE, "which"));
    }

    /** A later stamp and a value that nobody writes; it is kept, so that others can say the same. */
    private Held invented() {
        long number = 1L + tape.choose(4, Decision.SHAPE, "number");
        ClientId writer = new ClientId(1 + tape.choose(WRITERS, Decision.SHAPE, "writer"));
        Held made = Held.of(new Stamp(number, writer.number()), -number);
        List<Held> others = new ArrayList<>(known);
        int signature = tape.choose(others.size() + 2, Decision.SHAPE, "signature");
        Held lie = switch (signature) {
            case 0 ->
                new Held(
                        made.stamp(),
                        made.value(),
                        java.util.Optional.of(new IdealAuthentication(self).sign(made.content())));
            case 1 -> made;
            default ->
                new Held(made.stamp(), made.value(), others.get(signature - 2).signature());
        };
        if (known.size() < ChoiceTape.MAX_BOUND / 2) {
            known.add(lie);
        }
        return lie;
    }
}

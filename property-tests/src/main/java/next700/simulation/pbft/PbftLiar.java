package next700.simulation.pbft;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceMessage;
import next700.simulation.adversary.pbft.Heard;
import next700.simulation.adversary.pbft.PbftInventions;
import next700.simulation.adversary.pbft.PbftLies;
import next700.simulation.adversary.pbft.Scheme;
import next700.trial.ChoiceTape;
import next700.trial.Liar;
import next700.trial.World;
import next700.trial.liar.Difference;

/**
 * A Byzantine replica of PBFT: it pursues one {@link Scheme} for the whole run, or lies about what a correct one would say
 * ({@link PbftLies}), and now and then says something of its own accord ({@link PbftInventions}).
 */
final class PbftLiar implements Liar {
    private final ReplicaId self;
    private final Optional<Scheme> scheme;
    private final Heard heard = new Heard();
    private final PbftLies lies;
    private final PbftInventions inventions;
    private final BooleanSupplier mayInvent;

    /** @param mayInvent asked each time before it says something of its own accord */
    PbftLiar(ReplicaId self, PbftSetup setup, ChoiceTape tape, BooleanSupplier mayInvent) {
        int interval = setup.settings().checkpointInterval();
        long window = setup.settings().windowLength();
        this.self = self;
        this.scheme = Scheme.draw(self, setup.group(), window, interval, tape);
        this.lies = new PbftLies(self, setup.group(), setup.settings().batchBound(), window, heard, tape);
        this.inventions = new PbftInventions(self, setup.group(), setup.correctClients(), interval, heard, tape);
        this.mayInvent = mayInvent;
    }

    @Override
    public void react(Input input, List<Effect> honest, World world) {
        Optional<InstanceMessage> received =
                input instanceof Input.Received in && in.message() instanceof InstanceMessage message
                        ? Optional.of(message)
                        : Optional.empty();
        received.ifPresent(inventions::learn);
        received.ifPresent(heard::learn);
        for (Effect effect : honest) {
            switch (effect) {
                case Effect.Send send ->
                    insteadOf(send)
                            .forEach(said -> say(said, Difference.between(send.message(), said.message()), world));
                case Effect.SetTimer set -> world.carryOut(self, set);
                case Effect.CancelTimer cancel -> world.carryOut(self, cancel);
                default -> {}
            }
        }
        if (scheme.isPresent()) {
            received.ifPresent(message -> scheme.get().upon(message).forEach(said -> say(said, "", world)));
        } else if (mayInvent.getAsBoolean()) {
            inventions.invent().forEach(said -> say(said, "", world));
        }
    }

    private List<Effect.Send> insteadOf(Effect.Send send) {
        return scheme.map(known -> known.insteadOf(send)).orElseGet(() -> lies.twist(send));
    }

    /** @param difference from what a correct replica would say here */
    private void say(Effect.Send send, String difference, World world) {
        heard.learn((InstanceMessage) send.message());
        world.send(self, send.to(), send.message(), true, difference);
    }
}

package next700.simulation.register;

import java.util.List;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.protocol.register.Held;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.RegisterMessage.Update;
import next700.protocol.register.Stamp;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.Liar;
import next700.trial.World;

/**
 * A Byzantine client: whenever it hears anything, it may tell each replica another value, or none, under one stamp that it signs, or
 * under the first client's, which it cannot sign. The history has what it says as writes that never return: they may happen at any time from then on, or never.
 */
final class LyingWriter implements Liar {
    /** Who is told of what it says. */
    interface Recorder {
        void said(long value);
    }

    private static final int MOST_WRITES = 2;
    private static final long FIRST_VALUE = 1_000;
    private static final int NUMBERS = 4;

    private final ClientId self;
    private final RegisterGroup group;
    private final ChoiceTape tape;
    private final Signer signer;
    private final Recorder recorder;
    private int writes;
    private long next = FIRST_VALUE;

    /** Signs in the client's name, where values are signed. */
    interface Signer {
        Held sign(Held held);
    }

    LyingWriter(ClientId self, RegisterGroup group, ChoiceTape tape, Signer signer, Recorder recorder) {
        this.self = self;
        this.group = group;
        this.tape = tape;
        this.signer = signer;
        this.recorder = recorder;
    }

    @Override
    public void react(Input input, List<Effect> honest, World world) {
        if (writes < MOST_WRITES) {
            writes++;
            write(world);
        }
    }

    private void write(World world) {
        int number = tape.choose(NUMBERS, Decision.SHAPE, "number");
        Stamp stamp = new Stamp(number == NUMBERS - 1 ? Stamp.LAST : 1 + number, self.number());
        long one = next++;
        long other = next++;
        recorder.said(one);
        recorder.said(other);
        for (ReplicaId replica : group.replicas()) {
            switch (tape.choose(4, Decision.LIE, "told")) {
                case 0 -> tell(replica, signer.sign(Held.of(stamp, one)), world);
                case 1 -> tell(replica, signer.sign(Held.of(stamp, other)), world);
                case 2 -> tell(replica, Held.of(new Stamp(stamp.number(), 1), other), world);
                default -> {}
            }
        }
    }

    private void tell(ReplicaId replica, Held held, World world) {
        world.send(self, replica, new Update(1, held), true, "");
    }
}

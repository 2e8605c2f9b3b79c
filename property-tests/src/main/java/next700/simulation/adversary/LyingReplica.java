package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import next700.process.Automaton;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Authentication;

/**
 * A Byzantine replica for real clusters: an honest one that for a while says something else than it should, each message
 * bent where it hurts ({@link Lies}). Its own keys are all it has, so its messages are authentic, and wrong. A real cluster
 * has no choice tape; the liar counts what it says instead.
 */
public final class LyingReplica implements Automaton {
    /** The step in which a liar lies; the only one that it records. */
    public static final String LIE = "lies";

    private final Automaton honest;
    private final ReplicaId self;
    private final Lies lies;
    private final long truths;
    private final long untruths;
    private long said;

    /**
     * Makes a liar.
     *
     * @param truths how many messages that it could bend are true before the first lie
     * @param untruths how many then are lies; the ones after are true again
     */
    public LyingReplica(
            Automaton honest,
            ReplicaId self,
            ByzantineGroup group,
            Authentication authentication,
            long truths,
            long untruths) {
        this.honest = honest;
        this.self = self;
        this.lies = new Lies(self, group, authentication);
        this.truths = truths;
        this.untruths = untruths;
    }

    @Override
    public List<Effect> start() {
        return twist(honest.start());
    }

    @Override
    public List<Effect> on(Input input) {
        return twist(honest.on(input));
    }

    private List<Effect> twist(List<Effect> truth) {
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : truth) {
            if (effect instanceof Effect.Send send) {
                Message message = twist(send.to(), send.message());
                if (message instanceof InstanceMessage lie && !message.equals(send.message())) {
                    effects.add(new Effect.Took(StepRecord.of(StepKind.INTERNAL, LIE, self, lie.instance())));
                }
                effects.add(new Effect.Send(send.to(), message));
            } else if (!(effect instanceof Effect.Took)) {
                // A liar's word about its own steps is worth nothing, so it leaves no record.
                effects.add(effect);
            }
        }
        return Collections.unmodifiableList(effects);
    }

    private Message twist(ProcessId to, Message message) {
        if (!lies.canBend(message)) {
            return message;
        }
        said++;
        return said > truths && said <= truths + untruths ? lies.bend(to, message) : message;
    }
}

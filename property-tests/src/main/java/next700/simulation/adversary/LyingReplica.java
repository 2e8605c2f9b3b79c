package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.List;
import next700.protocol.Automaton;
import next700.protocol.Digest;
import next700.protocol.Effect;
import next700.protocol.History;
import next700.protocol.Input;
import next700.protocol.Message;
import next700.protocol.authentication.Authentication;
import next700.protocol.panicking.Abort;
import next700.protocol.unanimity.Resp;

/**
 * A Byzantine replica for real clusters: an honest one that, for a while, tells every client of another history than
 * it executed, and claims in its ABORTs to have executed nothing. Its own keys are all it has, so its messages are
 * authentic, and wrong. A real cluster has no choice tape; the liar counts its answers instead.
 */
public final class LyingReplica implements Automaton {
    private final Automaton honest;
    private final Authentication authentication;
    private final long honestAnswers;
    private final long lies;
    private long answers;

    /**
     * Makes a liar.
     *
     * @param honestAnswers how many answers are true before the first lie
     * @param lies how many answers then are lies; the ones after are true again
     */
    public LyingReplica(Automaton honest, Authentication authentication, long honestAnswers, long lies) {
        this.honest = honest;
        this.authentication = authentication;
        this.honestAnswers = honestAnswers;
        this.lies = lies;
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
                effects.add(new Effect.Send(send.to(), twist(send)));
            } else if (!(effect instanceof Effect.Took)) {
                // A liar's word about its own steps is worth nothing, so it leaves no record.
                effects.add(effect);
            }
        }
        return effects;
    }

    private Message twist(Effect.Send send) {
        return switch (send.message()) {
            case Resp resp -> {
                answers++;
                yield lying() ? twist(resp) : resp;
            }
            case Abort abort -> lying() ? twist(abort) : abort;
            default -> send.message();
        };
    }

    private boolean lying() {
        return answers > honestAnswers && answers <= honestAnswers + lies;
    }

    private Resp twist(Resp resp) {
        Digest other = Digest.of("LIE").add(resp.history()).digest();
        Digest content =
                Resp.content(resp.instance(), resp.replica(), resp.client(), resp.timestamp(), resp.reply(), other);
        return new Resp(
                resp.instance(),
                resp.replica(),
                resp.client(),
                resp.timestamp(),
                resp.reply(),
                other,
                authentication.mac(content, resp.client()));
    }

    private Abort twist(Abort abort) {
        Digest content = Abort.content(abort.instance(), abort.next(), abort.replica(), History.EMPTY, false);
        return new Abort(
                abort.instance(), abort.next(), abort.replica(), History.EMPTY, false, authentication.sign(content));
    }
}

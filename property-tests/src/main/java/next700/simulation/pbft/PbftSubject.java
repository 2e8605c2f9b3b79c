package next700.simulation.pbft;

import java.util.List;
import java.util.Map;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftMessage;
import next700.simulation.pbft.invariant.PbftInvariants;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Hunt;
import next700.trial.LabelledTape;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Tape;
import next700.trial.Trial;
import next700.trial.Words;

/**
 * PBFT alone on trial, under an adversary of its own: links that lose, duplicate and reorder, replicas that crash and come
 * back without their memory, replicas and clients that lie.
 *
 * @param f how many replicas may be faulty; {@link #DRAWN} where the tape draws 1 or, seldom, 2
 */
public record PbftSubject(int f) implements Subject {
    /** The tape decides how many replicas may be faulty. */
    public static final int DRAWN = 0;

    static final List<Class<?>> MESSAGES = List.of(PbftMessage.class);

    /** One choice of the tape names any replica. */
    private static final int MAX_FAULTS = (ChoiceTape.MAX_BOUND - 1) / 3;

    private static final long HUNTING_SEED = 7;

    /** So many find each guard that is found; all but two are found in the first 600. */
    private static final long HUNTING_RUNS = 4_000;

    /** Missed in so few runs that the campaign with the usual seed takes thousands to come to one; with this one it is soon. */
    private static final Map<String, Long> RARE = Map.of("PBFT.NewView.uncontested", 2L);

    /** A scenario of PBFT's own misses each. */
    private static final Map<String, String> KEPT = Map.of(
            "PBFT.ViewChange.later",
            "A VIEW-CHANGE for a view that the receiver has left is dropped before, whatever this guard says; and"
                    + " where an earlier one replaces what its sender said of a view still to come, the sender says that"
                    + " again when it is next asked with a STATUS. The guard saves steps, and the checking of the same"
                    + " signatures.");

    public PbftSubject {
        if (f < DRAWN || f > MAX_FAULTS) {
            throw new IllegalArgumentException("f must be between 1 and " + MAX_FAULTS + ", not " + f);
        }
    }

    /** Makes this subject again. */
    public static final class Maker implements SubjectMaker {
        @Override
        public PbftSubject make(String name, int f) {
            if (!name.equals("pbft")) {
                throw new IllegalArgumentException("this makes pbft only, not " + name);
            }
            return new PbftSubject(f);
        }
    }

    @Override
    public String name() {
        return "pbft";
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new PbftTrial(PbftSetup.draw(tape, f), tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(PbftSometimes.values());
    }

    @Override
    public List<Class<?>> messages() {
        return MESSAGES;
    }

    @Override
    public List<String> properties() {
        return PbftInvariants.ids();
    }

    @Override
    public Words words() {
        return new PbftWords();
    }

    /** Properties before lemmas. */
    @Override
    public int rank(String property) {
        int index = PbftInvariants.ids().indexOf(property);
        return index < 0 ? PbftInvariants.ids().size() : index;
    }

    @Override
    public Class<? extends SubjectMaker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(Pbft.PACKAGE);
    }

    @Override
    public Map<String, String> kept() {
        return KEPT;
    }

    @Override
    public Hunt hunt(String guard) {
        return new Hunt(this, RARE.getOrDefault(guard, HUNTING_SEED), 0, HUNTING_RUNS);
    }

    @Override
    public String replayCommand(Tape tape) {
        return "next700 fuzz " + name() + (f == DRAWN ? "" : " --f=" + f) + " --replay=" + LabelledTape.of(this, tape);
    }
}

package next700.simulation.lcr;

import java.util.List;
import next700.protocol.lcr.LcrProcess;
import next700.simulation.lcr.invariant.LcrInvariants;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Hunt;
import next700.trial.Strategy;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;

/**
 * LCR on trial.
 *
 * @param f how many members may fail of the smallest ring that is drawn, where all but one may; it has f+1 members, and the
 *     largest three more
 */
public record LcrSubject(int f) implements Subject {
    private static final String NAME = "lcr";

    /** Rings of two to five members. */
    public static final LcrSubject USUAL = new LcrSubject(1);

    /** A ring of eight is the largest: no step compares more members than one, its neighbours, and theirs. */
    public static final int MAX_F = 4;

    public LcrSubject {
        if (f < 1 || f > MAX_F) {
            throw new IllegalArgumentException("of LCR's members 1 to " + MAX_F + " may fail, not " + f);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new LcrTrial(LcrSetup.draw(tape, f));
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(LcrSometimes.values());
    }

    @Override
    public List<String> properties() {
        return LcrInvariants.ids();
    }

    /** The properties of the thesis before what carries them. */
    @Override
    public int rank(String property) {
        return properties().indexOf(property);
    }

    @Override
    public Words words() {
        return LcrWords.INSTANCE;
    }

    @Override
    public Strategy strategy(long seed, long run) {
        return LcrSwarm.ofRun(seed, run);
    }

    /** Makes them in any world. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            if (!name.equals(NAME)) {
                throw new IllegalArgumentException("the ring is called " + NAME + ", not " + name);
            }
            return new LcrSubject(f);
        }
    }

    @Override
    public Class<? extends SubjectMaker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(LcrProcess.class.getPackageName());
    }

    /**
     * Two guards are missed in rare schedules only: several processes must be lost at the right moments of two changes of one
     * view, and larger rings come to that sooner. Of the second, no run before the one with which the hunt begins gets there.
     */
    @Override
    public Hunt hunt(String guard) {
        return switch (guard) {
            case "LCR.View.promises" -> Hunt.in(new LcrSubject(2));
            case "LCR.AckRecover.running" -> Hunt.in(new LcrSubject(3)).from(14_000);
            default -> Hunt.in(this);
        };
    }

    @Override
    public String inJava() {
        return "new " + LcrSubject.class.getName() + "(" + f + ")";
    }
}

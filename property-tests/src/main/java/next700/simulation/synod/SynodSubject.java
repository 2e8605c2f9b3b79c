package next700.simulation.synod;

import java.util.List;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.synod.Acceptor;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;

/** Single-decree Paxos on trial, with majorities and with other quorums that meet. */
public record SynodSubject(int f) implements Subject {
    public static final String NAME = "synod";

    public SynodSubject {
        if (f < 1 || f > Acceptors.MOST_F) {
            throw new IllegalArgumentException("f must be between 1 and " + Acceptors.MOST_F + ", not " + f);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new SynodTrial(f, tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(SynodSometimes.values());
    }

    @Override
    public List<String> properties() {
        return SynodObserver.PROPERTIES;
    }

    @Override
    public int rank(String property) {
        return properties().indexOf(property);
    }

    @Override
    public Words words() {
        return SynodWords.INSTANCE;
    }

    /** Makes them in any world. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            return new SynodSubject(f);
        }
    }

    @Override
    public Class<? extends SubjectMaker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(Acceptor.class.getPackageName(), Acceptors.class.getPackageName());
    }

    @Override
    public String inJava() {
        return "new " + SynodSubject.class.getName() + "(" + f + ")";
    }
}

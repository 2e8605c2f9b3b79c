package next700.simulation.paxos;

import java.util.List;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.PaxosReplica;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Hunt;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;

/** Paxos for System Builders on trial, with majorities and with other quorums that meet. */
public record PaxosSubject(int f) implements Subject {
    public static final String NAME = "paxos";

    public PaxosSubject {
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
        return new PaxosTrial(f, tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(PaxosSometimes.values());
    }

    @Override
    public List<String> properties() {
        return PaxosObserver.PROPERTIES;
    }

    @Override
    public int rank(String property) {
        return properties().indexOf(property);
    }

    @Override
    public Words words() {
        return PaxosWords.INSTANCE;
    }

    /** Makes them in any world. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            return new PaxosSubject(f);
        }
    }

    @Override
    public Class<? extends SubjectMaker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(PaxosReplica.class.getPackageName(), Acceptors.class.getPackageName());
    }

    /**
     * Two guards are missed in rare schedules only. With three servers, who hears a proposal knows at once that it is ordered, so
     * that it takes five for one to be overtaken; and an update is bound to two numbers only over four views. No run before
     * the one with which the hunt begins gets there.
     */
    @Override
    public Hunt hunt(String guard) {
        return switch (guard) {
            case "Proposal.newer" -> Hunt.in(new PaxosSubject(2)).from(6_300);
            case "Execute.once" -> Hunt.in(this).from(12_300);
            default -> Hunt.in(this);
        };
    }

    @Override
    public String inJava() {
        return "new " + PaxosSubject.class.getName() + "(" + f + ")";
    }
}

package next700.simulation.vr;

import java.util.List;
import next700.protocol.vr.Configuration;
import next700.simulation.vr.invariant.VrInvariants;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;

/** Viewstamped Replication on trial. */
public record VrSubject(Configuration configuration) implements Subject {
    public static final String NAME = "vr";

    /** Makes it again. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            return new VrSubject(new Configuration(f));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int f() {
        return configuration.f();
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new VrTrial(configuration, tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(VrSometimes.values());
    }

    @Override
    public List<String> properties() {
        return VrInvariants.ids();
    }

    /** What clients see, before lemmas. */
    @Override
    public int rank(String property) {
        return VrInvariants.ids().indexOf(property);
    }

    @Override
    public Words words() {
        return new VrWords();
    }

    @Override
    public Class<Maker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of("next700.protocol.vr");
    }
}

package next700.simulation.qu;

import java.util.List;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuMessage;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;

/** Query/Update on trial. */
public record QuSubject(QuGroup group) implements Subject {
    public static final String NAME = "qu";

    static final List<Class<?>> MESSAGES = List.of(QuMessage.class);

    /** Makes it again, with servers that all may lie. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            return new QuSubject(QuGroup.of(f));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int f() {
        return group.f();
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new QuTrial(group, tape);
    }

    @Override
    public List<Class<?>> messages() {
        return MESSAGES;
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(QuSometimes.values());
    }

    @Override
    public List<String> properties() {
        return QuObserver.PROPERTIES;
    }

    /** What clients see, before what servers hold. */
    @Override
    public int rank(String property) {
        return QuObserver.PROPERTIES.indexOf(property);
    }

    @Override
    public Class<? extends SubjectMaker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(QuMessage.class.getPackageName());
    }
}

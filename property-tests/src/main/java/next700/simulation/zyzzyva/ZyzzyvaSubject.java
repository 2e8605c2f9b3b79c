package next700.simulation.zyzzyva;

import java.util.List;
import next700.protocol.zyzzyva.NewViewRule;
import next700.protocol.zyzzyva.ZyzzyvaGroup;
import next700.protocol.zyzzyva.ZyzzyvaMessage;
import next700.protocol.zyzzyva.ZyzzyvaReplica;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Hunt;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;

/**
 * Zyzzyva on trial.
 *
 * @param rule what new views begin with: the repaired rule is right, the printed one is not
 */
public record ZyzzyvaSubject(ZyzzyvaGroup group, NewViewRule rule) implements Subject {
    public static final String NAME = "zyzzyva";
    public static final String AS_PRINTED = "zyzzyva-as-printed";

    static final List<Class<?>> MESSAGES = List.of(ZyzzyvaMessage.class);

    /**
     * The campaign with seed 7 comes to what the published rule loses in run 5,563, knowing nothing of it; whoever wants to see it
     * again begins shortly before.
     */
    private static final long SEED_OF_THE_RULE = 7;

    private static final long FIRST_RUN_OF_THE_RULE = 5_500;
    private static final long RUNS_OF_THE_RULE = 500;

    /** The repaired protocol. */
    public ZyzzyvaSubject(int f) {
        this(new ZyzzyvaGroup(f), NewViewRule.HIGHEST_VIEW);
    }

    /** The protocol as it was published. */
    public static ZyzzyvaSubject asPrinted(int f) {
        return new ZyzzyvaSubject(new ZyzzyvaGroup(f), NewViewRule.CERTIFICATE_FIRST);
    }

    /** Makes it again. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            return switch (name) {
                case NAME -> new ZyzzyvaSubject(f);
                case AS_PRINTED -> asPrinted(f);
                default -> throw new IllegalArgumentException("this makes Zyzzyva only, not " + name);
            };
        }
    }

    @Override
    public String name() {
        return rule == NewViewRule.HIGHEST_VIEW ? NAME : AS_PRINTED;
    }

    @Override
    public int f() {
        return group.f();
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new ZyzzyvaTrial(group, rule, tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(ZyzzyvaSometimes.values());
    }

    @Override
    public List<Class<?>> messages() {
        return MESSAGES;
    }

    @Override
    public List<String> properties() {
        return ZyzzyvaObserver.PROPERTIES;
    }

    /** What clients see, before lemmas. */
    @Override
    public int rank(String property) {
        return ZyzzyvaObserver.PROPERTIES.indexOf(property);
    }

    @Override
    public Words words() {
        return new ZyzzyvaWords();
    }

    @Override
    public Hunt hunt(String guard) {
        return guard.equals("rule")
                ? new Hunt(this, SEED_OF_THE_RULE, FIRST_RUN_OF_THE_RULE, RUNS_OF_THE_RULE)
                : Hunt.in(this);
    }

    @Override
    public Class<Maker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(ZyzzyvaReplica.class.getPackageName());
    }
}

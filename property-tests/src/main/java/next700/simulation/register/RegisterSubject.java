package next700.simulation.register;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import next700.protocol.register.Guarantee;
import next700.protocol.register.RegisterClient;
import next700.protocol.register.RegisterGroup;
import next700.protocol.register.Trust;
import next700.protocol.register.Variant;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.Trial;
import next700.trial.Words;

/** A register on trial. */
public record RegisterSubject(Variant variant, int f) implements Subject {
    @Override
    public String name() {
        return variant.title();
    }

    @Override
    public Trial draw(ChoiceTape tape) {
        return new RegisterTrial(new RegisterGroup(variant, f), tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return RegisterSometimes.of(variant);
    }

    @Override
    public List<String> properties() {
        return RegisterObserver.properties(variant.guarantee());
    }

    @Override
    public Words words() {
        return Words.DERIVED;
    }

    /** Makes them in any world. */
    public static final class Maker implements SubjectMaker {
        @Override
        public Subject make(String name, int f) {
            Variant variant = Variant.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("there is no register '" + name + "'"));
            return new RegisterSubject(variant, new RegisterGroup(variant, f).f());
        }
    }

    @Override
    public Class<? extends SubjectMaker> maker() {
        return Maker.class;
    }

    @Override
    public List<String> packages() {
        return List.of(RegisterClient.class.getPackageName());
    }

    /** Guards and thresholds that this register does not lean on; another one does, and is tried by itself. */
    @Override
    public Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>();
        Map<String, Boolean> used = new TreeMap<>();
        used.put("Take.signed", variant.trust() == Trust.WRITERS);
        used.put("Tell.signed", variant.trust() == Trust.WRITERS);
        used.put("Tell.vouched", variant.trust() == Trust.VOTES);
        used.put("Tell.recent", variant.trust() == Trust.VOTES && variant.guarantee() != Guarantee.SAFE);
        used.put("f+1", variant.trust() == Trust.VOTES);
        used.put("majority", variant == Variant.MAJORITY || variant == Variant.WITHOUT_WRITING_BACK);
        used.put("weight", variant == Variant.WEIGHTED);
        used.put("dissemination", variant == Variant.DISSEMINATION);
        used.put("masking", variant == Variant.MASKING || variant == Variant.MASKING_AS_PRINTED);
        used.forEach((guard, isUsed) -> {
            if (!isUsed) {
                kept.put(guard, "another register leans on it");
            }
        });
        return kept;
    }

    @Override
    public String inJava() {
        return "new %s(%s.%s, %d)"
                .formatted(RegisterSubject.class.getName(), Variant.class.getName(), variant.name(), f);
    }
}

package register;

import java.util.List;
import next700.trial.ChoiceTape;
import next700.trial.Goal;
import next700.trial.Subject;
import next700.trial.Trial;

/** The register on trial. */
record RegisterSubject(Majority group) implements Subject {
    static final String NAME = "shared-register";

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
        return new RegisterTrial(group, tape);
    }

    @Override
    public List<? extends Goal> goals() {
        return List.of(RegisterTrial.Sometimes.values());
    }

    @Override
    public List<String> properties() {
        return RegisterTrial.PROPERTIES;
    }

    @Override
    public Class<RegisterPiece> maker() {
        return RegisterPiece.class;
    }
}

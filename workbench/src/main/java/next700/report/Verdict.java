package next700.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;

/** What a check came to. */
public enum Verdict {
    HOLDS("holds", ExitCode.HOLDS),
    VIOLATED("violated", ExitCode.VIOLATED),
    UNKNOWN("unknown", ExitCode.UNKNOWN);

    private final String word;
    private final ExitCode exitCode;

    Verdict(String word, ExitCode exitCode) {
        this.word = word;
        this.exitCode = exitCode;
    }

    @JsonValue
    public String word() {
        return word;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** A violation outweighs a doubt, and a doubt outweighs any number of successes. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        if (verdicts.contains(VIOLATED)) {
            return VIOLATED;
        }
        return verdicts.isEmpty() || verdicts.contains(UNKNOWN) ? UNKNOWN : HOLDS;
    }

    public static Verdict holdsIf(boolean condition) {
        return condition ? HOLDS : VIOLATED;
    }
}

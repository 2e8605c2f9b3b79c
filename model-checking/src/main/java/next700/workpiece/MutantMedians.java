package next700.workpiece;

import java.util.Arrays;
import java.util.List;
import next700.trial.Subject;
import next700.trial.mutation.Medians;

/** Prints how soon the adversaries of some protocols notice that a guard is gone; {@code ci/mutants} starts it. */
public final class MutantMedians {
    private MutantMedians() {}

    public static void main(String[] protocols) {
        List<Subject> subjects = Arrays.stream(protocols)
                .map(name -> Workpieces.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("no protocol '" + name + "'"))
                        .subjects()
                        .getFirst())
                .toList();
        Medians.print(subjects, System.out);
    }
}

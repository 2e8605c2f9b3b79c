package next700.workpiece;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import next700.trial.Hunt;
import next700.trial.Subject;
import next700.trial.mutation.Mutants;
import next700.trial.mutation.Redefinition;

/**
 * A mistake that somebody made, to be looked at: it is made again in the implementation here, and the adversary shows what
 * comes of it.
 *
 * @param name as the command line names it
 * @param title what happens, in a sentence
 * @param source who made the mistake, and where one can read of it
 * @param mistake what was done, and what ought to have been
 * @param lesson what one remembers
 * @param broken makes the mistake in the code; asked for when somebody wants to see it
 * @param hunt where the adversary looks for it
 * @param falls the properties of which one falls first; the visitor is shown the first of them that falls at all
 */
public record Exhibit(
        String name,
        String title,
        String source,
        String mistake,
        String lesson,
        Supplier<Redefinition> broken,
        Hunt hunt,
        List<String> falls) {

    /** Nothing is said of it yet but its name. */
    public static Named named(String name, Subject subject) {
        return new Named(name, subject);
    }

    /** An exhibit that is being described. */
    public static final class Named {
        private final String name;
        private final Subject subject;
        private String title = "";
        private String source = "";
        private String mistake = "";
        private String lesson = "";

        private Named(String name, Subject subject) {
            this.name = name;
            this.subject = subject;
        }

        public Named title(String sentence) {
            title = sentence;
            return this;
        }

        public Named source(String reference) {
            source = reference;
            return this;
        }

        public Named mistake(String sentences) {
            mistake = sentences;
            return this;
        }

        public Named lesson(String sentences) {
            lesson = sentences;
            return this;
        }

        /** The mistake is that a guard of the protocol always says yes, or that a threshold is one too low. */
        public Exhibit without(String guard, String... falls) {
            return broken(
                    () -> Redefinition.of(Mutants.of(subject).stream()
                            .filter(mutant -> mutant.name().equals(guard))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException(
                                    "exhibit " + name + ": there is no guard " + guard + " any more"))),
                    subject.hunt(guard),
                    falls);
        }

        /**
         * The mistake is advice of Byte Buddy, woven into a method; of several that have the name, into the one with the most
         * parameters.
         */
        public Exhibit advising(Class<?> type, String method, Class<?> advice, String... falls) {
            return broken(
                    () -> Redefinition.advising(
                            Arrays.stream(type.getDeclaredMethods())
                                    .filter(candidate -> candidate.getName().equals(method))
                                    .max(Comparator.comparingInt(java.lang.reflect.Method::getParameterCount))
                                    .orElseThrow(() -> new IllegalStateException(
                                            "exhibit " + name + ": there is no " + type + "." + method + " any more")),
                            advice),
                    subject.hunt(method),
                    falls);
        }

        private Exhibit broken(Supplier<Redefinition> redefinition, Hunt hunt, String... falls) {
            return new Exhibit(name, title, source, mistake, lesson, redefinition, hunt, List.of(falls));
        }
    }
}

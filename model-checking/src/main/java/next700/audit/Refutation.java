package next700.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * What does not hold any more, or where specification and code part.
 *
 * @param found by what, such as {@code TLC, model OneInstance}
 * @param properties that fell, by their names in the specification or the simulator, the one to look at first
 * @param explanation in two sentences
 * @param story the counterexample, to be read as it stands
 * @param replay a command, or nothing
 * @param accused from the property that fell down to the lemma that leans on what was changed; empty if there is no way
 */
public record Refutation(
        String found,
        List<String> properties,
        String explanation,
        String storyTitle,
        String story,
        String replay,
        List<String> accused) {

    /** What fell, as the proof calls it if it does. */
    public String fallen() {
        return Stream.concat(accused.stream(), properties.stream()).findFirst().orElse("the specification");
    }
}

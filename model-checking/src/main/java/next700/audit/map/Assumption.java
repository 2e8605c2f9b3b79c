package next700.audit.map;

import java.util.List;

/**
 * What proofs take for granted, and models and simulator with them.
 *
 * @param says what it is, in words
 * @param packages of the code that makes it true outside of the simulator; none where no code can
 */
public record Assumption(String name, String says, List<String> packages, Place place) {
    public Assumption {
        packages = List.copyOf(packages);
    }
}

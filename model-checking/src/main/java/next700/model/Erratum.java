package next700.model;

import java.util.List;

/**
 * A place of the source documents that is wrong, or says too little, as a model shows that must fail.
 *
 * @param place where it stands
 * @param printed what stands there, in short
 * @param repair what the specification has in its place
 * @param after other repairs, by their models' names, that are needed before this one shows
 */
public record Erratum(String place, String printed, String repair, List<String> after) {
    public Erratum {
        after = List.copyOf(after);
    }
}

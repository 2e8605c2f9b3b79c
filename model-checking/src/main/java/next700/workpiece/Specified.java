package next700.workpiece;

import java.util.List;
import next700.model.Model;
import next700.model.Models;

/**
 * What is claimed of a protocol, in TLA+.
 *
 * @param source where the models are read from
 * @param models of the protocol; none, if nobody wrote any
 * @param missing a sentence for each part of the protocol that has no models, and is therefore not known
 */
public record Specified(Models source, List<Model> models, List<String> missing) {
    public Specified {
        models = List.copyOf(models);
        missing = List.copyOf(missing);
    }
}

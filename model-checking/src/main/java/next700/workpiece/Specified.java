package next700.workpiece;

import java.util.List;
import next700.model.Model;
import next700.model.Models;
import next700.model.Specifications;

/**
 * What is claimed of a protocol, in TLA+.
 *
 * @param source where the models are read from
 * @param models of the protocol; none, if nobody wrote any
 * @param missing a sentence for each part of the protocol that has no models, and is therefore not known
 */
public record Specified(Models source, List<Model> models, List<String> missing) {
    /**
     * All models in the folder {@code specs} that was packaged with a class: a protocol of its own brings them as a resource,
     * {@code specs/NAME/models.json} and the modules beside it.
     */
    public static Specified packagedWith(Class<?> type) {
        Models models = Models.in(Specifications.packagedWith(type));
        return new Specified(
                models,
                models.all(),
                models.all().isEmpty()
                        ? List.of("There is no specification: write specs/NAME/models.json, and the modules beside it.")
                        : List.of());
    }

    /** All models in a folder of the specifications that are packaged with the workbench. */
    public static Specified inFolder(String folder) {
        Models models = Models.packaged();
        return new Specified(models, models.ofProtocol(folder), List.of());
    }

    public Specified {
        models = List.copyOf(models);
        missing = List.copyOf(missing);
    }
}

package next700.workpiece;

import java.util.List;
import java.util.Set;
import next700.model.Model;
import next700.model.Models;
import next700.model.Specifications;

/**
 * What is claimed of a protocol, in TLA+.
 *
 * @param source where the models are read from
 * @param folders of the specifications that speak of the protocol, its own and those of what it is made of: their models, and
 *     their proofs by induction
 * @param missing a sentence for each part of the protocol that has no models, and is therefore not known
 */
public record Specified(Models source, Set<String> folders, List<String> missing) {
    /**
     * All models in the folder {@code specs} that was packaged with a class: a protocol of its own brings them as a resource,
     * {@code specs/NAME/models.json} and the modules beside it.
     */
    public static Specified packagedWith(Class<?> type) {
        Models models = Models.in(Specifications.packagedWith(type));
        return new Specified(
                models,
                models.folders(),
                models.all().isEmpty()
                        ? List.of("There is no specification: write specs/NAME/models.json, and the modules beside it.")
                        : List.of());
    }

    /** All models in some folders of the specifications that are packaged with the workbench. */
    public static Specified inFolders(String... folders) {
        return new Specified(Models.packaged(), Set.of(folders), List.of());
    }

    public Specified {
        folders = Set.copyOf(folders);
        missing = List.copyOf(missing);
    }

    /** The models of the protocol; none, if nobody wrote any. */
    public List<Model> models() {
        return source.in(folders);
    }
}

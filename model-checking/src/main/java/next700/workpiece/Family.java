package next700.workpiece;

import java.util.List;
import java.util.Optional;

/** Workpieces that are made by name, such as compositions of the parts that are there. Found like {@link Workpiece}s. */
public interface Family {
    /** Those that have a name of their own, in the order in which people are told of them. */
    List<Workpiece> all();

    /** Any, by a name that says what it is made of. */
    Optional<Workpiece> named(String name);
}

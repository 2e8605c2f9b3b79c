package next700.registration;

import java.util.List;
import java.util.Optional;
import next700.workpiece.Family;
import next700.workpiece.Workpiece;

/** The Abstract family: its protocols, and any composition of them by its name. */
public final class Compositions implements Family {
    private static final List<Workpiece> NAMED = List.of(
            new CompositionPiece("quorum"),
            new CompositionPiece("zlight"),
            new CompositionPiece("chain"),
            new CompositionPiece("azyzzyva"),
            new CompositionPiece("aliph"));

    @Override
    public List<Workpiece> all() {
        return NAMED;
    }

    @Override
    public Optional<Workpiece> named(String name) {
        return CompositionPiece.isComposition(name) ? Optional.of(new CompositionPiece(name)) : Optional.empty();
    }
}

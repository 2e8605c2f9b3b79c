package next700.registration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import next700.protocol.register.Variant;
import next700.workpiece.Family;
import next700.workpiece.Workpiece;

/** The shared registers, one for each quorum system that there are replicas for. */
public final class Registers implements Family {
    @Override
    public List<Workpiece> all() {
        return Arrays.stream(Variant.values())
                .map(variant -> (Workpiece) new RegisterPiece(variant))
                .toList();
    }

    @Override
    public Optional<Workpiece> named(String name) {
        return Variant.named(name).map(RegisterPiece::new);
    }
}

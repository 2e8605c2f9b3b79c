package next700.trial.liar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Message;

/** How what a liar says differs from what somebody said, or from what a correct process would say in its place. */
public final class Difference {
    private static final int MOST_TOLD = 2;
    private static final int MOST_BYTES = 24;

    private Difference() {}

    /** In a few words; empty if there is none, or the two are of different kinds. */
    public static String between(Message truth, Message lie) {
        if (truth.getClass() != lie.getClass()) {
            return "";
        }
        List<String> found = new ArrayList<>();
        List<String> proofs = new ArrayList<>();
        find(Anatomy.whole(truth), Anatomy.whole(lie), found, proofs);
        if (found.isEmpty()) {
            return proofs.isEmpty() ? "" : "with another proof";
        }
        int more = found.size() - MOST_TOLD;
        String told = String.join(", ", found.subList(0, Math.min(MOST_TOLD, found.size())));
        return more > 0 ? told + " and " + more + " more" : told;
    }

    private static void find(Anatomy.Part truth, Anatomy.Part lie, List<String> found, List<String> proofs) {
        if (truth.value().equals(lie.value())) {
            return;
        }
        if (Anatomy.isProof(truth)) {
            proofs.add(truth.name());
            return;
        }
        List<Anatomy.Part> before = Anatomy.parts(truth);
        List<Anatomy.Part> after = Anatomy.parts(lie);
        if (truth.value().getClass() == lie.value().getClass() && !before.isEmpty() && before.size() == after.size()) {
            int known = found.size() + proofs.size();
            for (int i = 0; i < before.size(); i++) {
                find(before.get(i), after.get(i), found, proofs);
            }
            if (found.size() + proofs.size() > known) {
                return;
            }
        }
        found.add("%s %s instead of %s".formatted(truth.name(), told(lie.value()), told(truth.value())));
    }

    private static String told(Object value) {
        return switch (value) {
            case List<?> list -> list.size() == 1 ? "1 entry" : list.size() + " entries";
            case Optional<?> maybe -> maybe.map(Difference::told).orElse("nothing");
            case Digest digest -> digest.abbreviated();
            case Bytes bytes -> bytes.length() <= MOST_BYTES ? "\"" + bytes.toUtf8() + "\"" : bytes.length() + " bytes";
            default ->
                Anatomy.structure(value.getClass()).isPresent()
                                && value.toString().length() > MOST_BYTES
                        ? "another"
                        : value.toString();
        };
    }
}

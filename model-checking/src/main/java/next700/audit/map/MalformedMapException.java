package next700.audit.map;

import java.util.List;

/** A proof map is not in order: every fault with its file and line. */
public final class MalformedMapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMapException(List<Problem> problems) {
        super(String.join(
                System.lineSeparator(), problems.stream().map(Problem::toString).toList()));
    }

    MalformedMapException(Place place, String message) {
        this(List.of(new Problem(place, message)));
    }
}

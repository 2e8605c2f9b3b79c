package next700.process;

/** The name of a client, numbered from 1. */
public record ClientId(@Bound(min = 1) int number) implements ProcessId {
    public ClientId {
        if (number < 1) {
            throw new IllegalArgumentException("clients are numbered from 1, not " + number);
        }
    }

    @Override
    public String name() {
        return "c" + number;
    }

    @Override
    public int compareWithinKind(ProcessId sameKind) {
        return Integer.compare(number, ((ClientId) sameKind).number);
    }

    @Override
    public String toString() {
        return name();
    }
}

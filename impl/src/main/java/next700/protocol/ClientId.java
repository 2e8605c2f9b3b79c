package next700.protocol;

/** The name of a client. */
public record ClientId(@Bound(min = 1) int number) implements ProcessId {
    public ClientId {
        if (number < 1) {
            throw new IllegalArgumentException("clients are numbered from 1, not " + number);
        }
    }

    @Override
    public String toString() {
        return "c" + number;
    }
}

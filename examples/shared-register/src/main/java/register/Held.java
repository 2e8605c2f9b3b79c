package register;

/** A value with its stamp: what a replica holds, and stores. */
public record Held(Stamp stamp, long value) {
    static final Held NOTHING = new Held(Stamp.ZERO, 0);

    boolean isLaterThan(Held other) {
        return stamp.compareTo(other.stamp) > 0;
    }

    @Override
    public String toString() {
        return value + "@" + stamp;
    }
}

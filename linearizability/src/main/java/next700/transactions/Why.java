package next700.transactions;

/**
 * Why an edge of {@link Precedence} is there: a kind, and a number that it needs. An edge that was forced knows by this
 * the facts that force it.
 */
enum Why {
    /** A transaction begins before it commits. */
    OWN(0),
    /** One process ran both. */
    PROCESS(1),
    /** The one had completed when the other was invoked; also what leads through time. */
    REAL_TIME(2),
    /** A list was read with the one version before the other; the number is the later write. */
    VERSIONS(3),
    /** The later read what the earlier wrote; the number is the read. */
    READ(4),
    /** The reader saw a version, and another writer was before the reader: that one was before the version. A read. */
    SEEN(5),
    /** The reader saw a version, and another writer was behind that: it was behind the reader. A read. */
    UNSEEN(6),
    /** Two writers of a key do not overlap, and the one began before the other committed; the number is the key. */
    EXCLUSIVE(7),
    /** It was chosen; the number is nothing. */
    CHOICE(8),
    /** The opposite was refuted; the number is that of a {@link Refutation}. */
    REFUTED(9);

    private static final Why[] ALL = values();
    private static final int BITS = 4;

    private final int code;

    /** Codes are from 0, one after the other. */
    Why(int code) {
        this.code = code;
    }

    long with(int number) {
        return ((long) number << BITS) | code;
    }

    static Why of(long reason) {
        return ALL[(int) (reason & ((1 << BITS) - 1))];
    }

    static int number(long reason) {
        return (int) (reason >> BITS);
    }
}

package next700.transactions;

/**
 * Why an edge of {@link Precedence} is there: a kind, and a number that it needs. An edge that was forced knows by this
 * the facts that force it.
 */
enum Why {
    /** A transaction begins before it commits. */
    OWN,
    /** One process ran both. */
    PROCESS,
    /** The one had completed when the other was invoked; also what leads through time. */
    REAL_TIME,
    /** A list was read with the one version before the other; the number is the later write. */
    VERSIONS,
    /** The later read what the earlier wrote; the number is the read. */
    READ,
    /** The reader saw a version, and another writer was before the reader: that one was before the version. A read. */
    SEEN,
    /** The reader saw a version, and another writer was behind that: it was behind the reader. A read. */
    UNSEEN,
    /** Two writers of a key do not overlap, and the one began before the other committed; the number is the key. */
    EXCLUSIVE,
    /** It was chosen; the number is nothing. */
    CHOICE,
    /** The opposite was refuted; the number is that of a {@link Refutation}. */
    REFUTED;

    private static final Why[] ALL = values();
    private static final int BITS = 4;

    long with(int number) {
        return ((long) number << BITS) | ordinal();
    }

    static Why of(long reason) {
        return ALL[(int) (reason & ((1 << BITS) - 1))];
    }

    static int number(long reason) {
        return (int) (reason >> BITS);
    }
}

package next700.transactions;

/**
 * The kinds of cycles of dependencies, by Adya's names ("Weak consistency", 1999; Elle, VLDB 2020). All
 * anti-dependencies here are on keys that were read, none on predicates, which the names say with {@code item}.
 */
public enum Phenomenon {
    /** Write dependencies only. */
    G0("G0"),
    /** Write and read dependencies, and at least one of the latter. */
    G1C("G1c"),
    /** Exactly one anti-dependency: read skew, or a lost update. */
    G_SINGLE("G-single-item"),
    /** Two anti-dependencies or more, and never one after the other: a long fork. */
    G_NONADJACENT("G-nonadjacent-item"),
    /** Anti-dependencies one after the other: write skew. */
    G2_ITEM("G2-item");

    private final String label;

    Phenomenon(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The kind of a cycle with such edges, one after the other, and around. */
    static Phenomenon of(int[] kinds) {
        int reads = 0;
        int anti = 0;
        boolean adjacent = false;
        for (int i = 0; i < kinds.length; i++) {
            reads += kinds[i] == DependencyGraph.WR ? 1 : 0;
            if (kinds[i] == DependencyGraph.RW) {
                anti++;
                adjacent |= kinds[(i + 1) % kinds.length] == DependencyGraph.RW;
            }
        }
        if (anti == 0) {
            return reads == 0 ? G0 : G1C;
        }
        if (anti == 1) {
            return G_SINGLE;
        }
        return adjacent ? G2_ITEM : G_NONADJACENT;
    }
}

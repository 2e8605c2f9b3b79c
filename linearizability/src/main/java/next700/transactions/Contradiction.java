package next700.transactions;

/**
 * What cannot be: a cycle of edges, a reader of the initial version behind a writer, or a read that found nothing.
 *
 * @param cycle edges, each of which leads to where the next begins; empty for the others
 * @param read of the initial version, or that found nothing; -1 for a cycle
 * @param writer that committed before the reader of the initial version; -1 for the others
 */
record Contradiction(IntList cycle, int read, int writer) {
    static Contradiction cycle(IntList edges) {
        return new Contradiction(edges, -1, -1);
    }

    static Contradiction stale(int read, int writer) {
        return new Contradiction(new IntList(), read, writer);
    }

    static Contradiction nothingLeft(int read) {
        return new Contradiction(new IntList(), read, -1);
    }
}

package next700.transactions;

import java.util.BitSet;

/**
 * What a contradiction rests on: the choices without which it would not be, and the transactions. Each edge that was
 * forced knows the read and the writers that forced it; that one of them was before another is a way through edges that
 * were there before.
 */
final class Reasons {
    private final OrderSearch search;
    private final ForcedOrder forced;
    private final Observations facts;
    private final Isolation isolation;
    private final Precedence graph;
    private final OrderSearch.Involved involved;
    private final BitSet needed;
    private final BitSet choices = new BitSet();
    private final BitSet edges = new BitSet();
    private final BitSet struck = new BitSet();
    private final BitSet reads = new BitSet();
    private final IntList open = new IntList();
    private int since;

    /**
     * The reasons of a search as far as it has come.
     *
     * @param involved where the transactions, reads and keys are put
     * @param needed where the edges are put that rest on no choice
     */
    Reasons(OrderSearch search, OrderSearch.Involved involved, BitSet needed) {
        this.search = search;
        this.involved = involved;
        this.needed = needed;
        forced = search.forced();
        facts = forced.facts();
        isolation = forced.isolation();
        graph = forced.graph();
        // What was known before the first choice rests on none.
        since = search.choices().isEmpty()
                ? 0
                : search.choices().getFirst().before().edges();
    }

    /** The numbers of the choices. */
    BitSet choices() {
        return choices;
    }

    void add(Contradiction contradiction) {
        IntList cycle = contradiction.cycle();
        for (int i = 0; i < cycle.size(); i++) {
            addEdge(cycle.get(i));
        }
        if (contradiction.read() >= 0) {
            addRead(contradiction.read());
            if (contradiction.writer() >= 0) {
                addPath(
                        isolation.commit(contradiction.writer()),
                        isolation.begin(facts.reader(contradiction.read())),
                        graph.edges());
            }
        }
        follow();
    }

    /** Edges that rest on no choice, and all on which they rest. */
    void addAll(BitSet known) {
        since = 0;
        BitSet met = (BitSet) known.clone();
        met.or(edges);
        edges.clear();
        met.stream().forEach(this::addEdge);
        follow();
    }

    private void addEdge(int edge) {
        if (!edges.get(edge)) {
            edges.set(edge);
            involve(graph.from(edge));
            involve(graph.to(edge));
            if (edge >= since) {
                open.add(edge);
            } else {
                needed.set(edge);
            }
        }
    }

    private void involve(int event) {
        if (event < isolation.events() * facts.size()) {
            involved.addTransaction(isolation.transaction(event));
        }
    }

    private void follow() {
        while (open.size() > 0) {
            follow(open.removeLast());
        }
    }

    private void follow(int edge) {
        int number = Why.number(graph.reason(edge));
        int one = graph.from(edge);
        int other = graph.to(edge);
        switch (Why.of(graph.reason(edge))) {
            case OWN, PROCESS, REAL_TIME -> {}
            case VERSIONS -> involved.addKey(facts.writeKey(number));
            case READ -> addRead(number);
            case SEEN -> {
                addRead(number);
                addPath(one, isolation.begin(facts.reader(number)), edge);
            }
            case UNSEEN -> {
                addRead(number);
                int version = forced.found(number);
                if (!facts.isInitial(version)) {
                    addPath(
                            isolation.commit(facts.writer(version)),
                            isolation.heir(isolation.transaction(other)),
                            edge);
                }
            }
            case EXCLUSIVE -> {
                involved.addKey(number);
                addPath(
                        isolation.begin(isolation.transaction(one)),
                        isolation.commit(isolation.transaction(other)),
                        edge);
            }
            case CHOICE -> choices.set(number);
            case REFUTED -> addRefutation(number);
        }
    }

    private void addRefutation(int number) {
        choices.or(search.refutation(number).because());
    }

    private void addPath(int one, int other, int before) {
        involve(one);
        involve(other);
        IntList path = graph.path(one, other, before);
        for (int i = 0; i < path.size(); i++) {
            addEdge(path.get(i));
        }
    }

    /** Why a read found what it found, or none of its sources. */
    private void addRead(int read) {
        if (reads.get(read)) {
            return;
        }
        reads.set(read);
        involved.addTransaction(facts.reader(read));
        involved.addRead(read, facts.readKey(read));
        if (forced.isChosen(read)) {
            choices.set(choiceOf(read));
        }
        for (int source = facts.firstSource(read); source < facts.endOfSources(read); source++) {
            if (!facts.isInitial(facts.source(source))) {
                involved.addTransaction(facts.writer(facts.source(source)));
            }
            if (!forced.isChosen(read) && forced.isStruck(source) && !struck.get(source)) {
                struck.set(source);
                addStruck(read, source);
            }
        }
    }

    private int choiceOf(int read) {
        for (int i = 0; i < search.choices().size(); i++) {
            if (search.choices().get(i).turn() instanceof Schedule.Found found
                    && found.source() >= facts.firstSource(read)
                    && found.source() < facts.endOfSources(read)) {
                return i;
            }
        }
        throw new IllegalStateException("what read " + read + " found was not chosen");
    }

    private void addStruck(int read, int source) {
        int begin = isolation.begin(facts.reader(read));
        int version = facts.source(source);
        int at = forced.struckAt(source);
        if (forced.struckWhy(source) == ForcedOrder.REFUTED) {
            addRefutation(forced.struckBy(source));
        } else if (forced.struckWhy(source) == ForcedOrder.AFTER_READER) {
            addPath(begin, isolation.commit(facts.writer(version)), at);
        } else {
            int between = facts.writer(forced.struckBy(source));
            addPath(isolation.commit(between), begin, at);
            if (!facts.isInitial(version)) {
                addPath(isolation.commit(facts.writer(version)), isolation.heir(between), at);
            }
        }
    }
}

package next700.transactions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import next700.linearizability.Deadline;

/**
 * Decides whether some order of events explains every read. What is known forces more ({@link ForcedOrder}); then the
 * transactions are run ({@link Schedule}). Where they wait for each other, a choice is turned round, and what that forces
 * is concluded again. A choice that leads into a contradiction is taken back with all after the last that the
 * contradiction needs as well, and its opposite is concluded from those that it needs: so no set of choices is tried
 * twice, and every history is decided (Nieuwenhuis, Oliveras and Tinelli, "Solving SAT and SAT modulo theories", JACM
 * 2006, whose rules these are; the theory is that of orders, and the run proposes what to decide).
 */
final class OrderSearch {
    private final ForcedOrder forced;
    private final Deadline deadline;
    private final List<Choice> choices = new ArrayList<>();
    private final List<Refutation> refutations = new ArrayList<>();
    private final Involved involved = new Involved();
    /** Edges that rest on no choice, and that contradictions needed. */
    private final BitSet needed = new BitSet();

    private final boolean tells;
    private List<String> told = List.of();
    private long turns;

    /** A choice, and how far conclusions had come before it. */
    record Choice(Schedule.Turn turn, ForcedOrder.Mark before, int refutations) {}

    /**
     * A choice that led into a contradiction.
     *
     * @param turn what was chosen
     * @param because the numbers of the other choices without which there is no contradiction
     * @param told the contradiction in words, if it was to be told
     */
    record Refutation(Schedule.Turn turn, BitSet because, List<String> told) {}

    private OrderSearch(ForcedOrder forced, boolean tells, Deadline deadline) {
        this.forced = forced;
        this.tells = tells;
        this.deadline = deadline;
    }

    /**
     * A search for an order of events at a level, and in keeping with an order beside it.
     *
     * @throws KnownOrder.TooLargeException if it would take more memory than there may be
     */
    static OrderSearch of(Observations facts, Isolation isolation, Ordering ordering, long bytes, Deadline deadline) {
        Precedence graph = new KnownOrder(facts, isolation, ordering).graph(bytes, deadline);
        return new OrderSearch(new ForcedOrder(facts, isolation, graph, deadline), false, deadline);
    }

    /** The steps to the contradiction of a few transactions for which there is no order. */
    static List<String> tell(Observations facts, Isolation isolation, Ordering ordering, Deadline deadline) {
        Precedence graph = new KnownOrder(facts, isolation, ordering).graph(Long.MAX_VALUE, deadline);
        OrderSearch search = new OrderSearch(new ForcedOrder(facts, isolation, graph, deadline), true, deadline);
        search.run();
        return search.told;
    }

    /** How many choices were made. */
    long turns() {
        return turns;
    }

    ForcedOrder forced() {
        return forced;
    }

    List<Choice> choices() {
        return choices;
    }

    Refutation refutation(int number) {
        return refutations.get(number);
    }

    /** The transactions, reads and keys on which contradictions rested. */
    static final class Involved {
        private final BitSet transactions = new BitSet();
        private final BitSet reads = new BitSet();
        private final BitSet keys = new BitSet();

        void addTransaction(int transaction) {
            transactions.set(transaction);
        }

        void addRead(int read, int key) {
            reads.set(read);
            keys.set(key);
        }

        void addKey(int key) {
            keys.set(key);
        }
    }

    /** After there turned out to be no order: what is enough for that. */
    Observations involved() {
        Observations facts = forced.facts();
        boolean[] transactions = new boolean[facts.size()];
        boolean[] reads = new boolean[facts.reads()];
        boolean[] writes = new boolean[facts.writes()];
        involved.transactions.stream().forEach(i -> transactions[i] = true);
        involved.reads.stream().forEach(i -> reads[i] = true);
        for (int write = 0; write < writes.length; write++) {
            writes[write] = involved.keys.get(facts.writeKey(write));
        }
        return facts.only(transactions, reads, writes);
    }

    /**
     * An order of events that explains every read.
     *
     * @return empty if there is none
     * @throws Deadline.PassedException if it is not known before the deadline
     */
    Optional<int[]> run() {
        Contradiction contradiction = forced.conclude();
        while (true) {
            deadline.look(0);
            if (contradiction == null) {
                Schedule schedule = new Schedule(forced, deadline);
                if (schedule.run()) {
                    return Optional.of(schedule.order().toArray());
                }
                contradiction = choose(schedule.turn());
            } else {
                Reasons reasons = new Reasons(this, involved, needed);
                reasons.add(contradiction);
                told = tells ? Telling.of(this, contradiction) : List.of();
                BitSet guilty = reasons.choices();
                if (guilty.isEmpty()) {
                    reasons.addAll(needed);
                    return Optional.empty();
                }
                contradiction = turnBack(guilty);
            }
        }
    }

    private Contradiction choose(Schedule.Turn turn) {
        turns++;
        int number = choices.size();
        choices.add(new Choice(turn, forced.mark(), refutations.size()));
        Contradiction found = null;
        switch (turn) {
            case Schedule.Before before -> forced.order(before.one(), before.other(), Why.CHOICE.with(number));
            case Schedule.Found source -> found = forced.choose(source.source());
        }
        return found != null ? found : forced.conclude();
    }

    /** Takes back the last of the guilty choices, and all after the one before it; the opposite of the last follows. */
    private Contradiction turnBack(BitSet guilty) {
        int last = guilty.length() - 1;
        Choice refuted = choices.get(last);
        guilty.clear(last);
        int kept = guilty.length();
        Choice first = choices.get(kept);
        forced.takeBack(first.before());
        choices.subList(kept, choices.size()).clear();
        refutations.subList(first.refutations(), refutations.size()).clear();
        int number = refutations.size();
        refutations.add(new Refutation(refuted.turn(), guilty, told));
        Contradiction found = null;
        switch (refuted.turn()) {
            case Schedule.Before before -> {
                int one = before.other();
                int other = before.one();
                forced.order(one, other, Why.REFUTED.with(number));
            }
            case Schedule.Found source -> found = forced.refute(source.source(), number);
        }
        return found != null ? found : forced.conclude();
    }
}

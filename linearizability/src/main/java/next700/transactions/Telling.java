package next700.transactions;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import next700.history.Value;

/**
 * Tells in words why there is no order of events, from what was read and written down to the contradiction: each fact
 * after those from which it follows. Transactions are called T1, T2 and so on.
 */
final class Telling {
    private static final String INDENT = "  ";

    private final OrderSearch search;
    private final ForcedOrder forced;
    private final Observations facts;
    private final Isolation isolation;
    private final Precedence graph;
    private final BitSet told = new BitSet();
    private final List<String> lines = new ArrayList<>();

    private Telling(OrderSearch search) {
        this.search = search;
        forced = search.forced();
        facts = forced.facts();
        isolation = forced.isolation();
        graph = forced.graph();
    }

    /** The steps to a contradiction at which a search has arrived. */
    static List<String> of(OrderSearch search, Contradiction contradiction) {
        Telling telling = new Telling(search);
        telling.tell(contradiction);
        return telling.lines;
    }

    private void tell(Contradiction contradiction) {
        int read = contradiction.read();
        if (read < 0) {
            tellCycle(contradiction.cycle());
        } else if (contradiction.writer() >= 0) {
            IntList path =
                    path(isolation.commit(contradiction.writer()), isolation.begin(facts.reader(read)), graph.edges());
            say("however, %s read %s in its initial state%s, though %s: a contradiction."
                    .formatted(
                            name(facts.reader(read)),
                            facts.history().keyOf(facts.readMicro(read)),
                            whyFound(read),
                            way(path) + " and " + name(contradiction.writer()) + " wrote it"));
        } else {
            say("however, %s read %s, which nobody can have written who did%s: a contradiction."
                    .formatted(name(facts.reader(read)), valueOf(read), whyNot(read)));
        }
    }

    private void tellCycle(IntList cycle) {
        List<String> reasons = new ArrayList<>();
        List<String> ways = new ArrayList<>();
        for (IntList leg : legs(cycle)) {
            ways.add(relation(leg));
            reasons.add(reason(leg));
        }
        int last = ways.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (!reasons.get(i).isEmpty()) {
                String line = ways.get(i) + ", because " + reasons.get(i);
                say(i == last ? "however, " + line + ": a contradiction." : ended(line));
            } else if (i == last) {
                say("so " + String.join(", ", ways) + ": a contradiction.");
            }
        }
    }

    /** The edges of a way; those through time, or from a beginning to its commit, are one with those beside them. */
    private List<IntList> legs(IntList way) {
        List<IntList> legs = new ArrayList<>();
        int start = 0;
        int size = way.size();
        // A cycle begins where a transaction does.
        while (start < size && !startsLeg(way.get(start))) {
            start++;
        }
        for (int i = 0; i < size; i++) {
            int edge = way.get((start + i) % size);
            if (startsLeg(edge) || legs.isEmpty()) {
                legs.add(new IntList(2));
            }
            if (Why.of(graph.reason(edge)) != Why.OWN) {
                legs.getLast().add(edge);
            }
        }
        legs.removeIf(leg -> leg.size() == 0);
        return legs;
    }

    private boolean startsLeg(int edge) {
        return isEvent(graph.from(edge)) && Why.of(graph.reason(edge)) != Why.OWN;
    }

    private boolean isEvent(int node) {
        return node < isolation.events() * facts.size();
    }

    private IntList path(int one, int other, int before) {
        IntList path = graph.path(one, other, before);
        for (IntList leg : legs(path)) {
            tellLeg(leg);
        }
        return path;
    }

    /** Says a fact on a line of its own if it follows from others. */
    private void tellLeg(IntList leg) {
        int edge = leg.get(0);
        if (told.get(edge)) {
            return;
        }
        String reason = reason(leg);
        told.set(edge);
        if (!reason.isEmpty()) {
            say(ended(relation(leg) + ", because " + reason));
        }
    }

    /** A sentence; steps that are told in it have an end of their own. */
    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private void say(String line) {
        lines.add(INDENT + "- " + line);
    }

    private String name(int transaction) {
        return "T" + (transaction + 1);
    }

    private String relation(IntList leg) {
        return relation(graph.from(leg.get(0)), graph.to(leg.get(leg.size() - 1)));
    }

    private String relation(int one, int other) {
        String first = name(isolation.transaction(one));
        String second = name(isolation.transaction(other));
        if (isolation.events() == 1) {
            return first + " < " + second;
        }
        return first
                + (isolation.begins(one) ? " began before " : " committed before ")
                + second
                + (isolation.begins(other) ? " began" : " committed");
    }

    /** What comes before what along a way. */
    private String way(IntList path) {
        Set<String> relations = new LinkedHashSet<>();
        legs(path).forEach(leg -> relations.add(relation(leg)));
        return String.join(" and ", relations);
    }

    private String valueOf(int read) {
        Transactions history = facts.history();
        int micro = facts.readMicro(read);
        return history.keyOf(micro) + " as " + history.result(micro);
    }

    private Value keyOfWrite(int write) {
        return facts.history().keyOf(facts.writeMicro(write));
    }

    private String reason(IntList leg) {
        int edge = leg.get(0);
        int number = Why.number(graph.reason(edge));
        int one = isolation.transaction(graph.from(edge));
        int to = graph.to(leg.get(leg.size() - 1));
        int other = isolation.transaction(to);
        return switch (Why.of(graph.reason(edge))) {
            case OWN -> "a transaction begins before it commits";
            case PROCESS ->
                "process %s ran %s before %s"
                        .formatted(
                                facts.history().transaction(facts.number(one)).process(), name(one), name(other));
            case REAL_TIME -> "%s had completed when %s was invoked".formatted(name(one), name(other));
            case VERSIONS ->
                "%s was read with what %s appended, and what %s appended stands behind that, or nobody had read it"
                        .formatted(keyOfWrite(number), name(one), name(other));
            case READ ->
                "%s read %s, which %s wrote%s".formatted(name(other), valueOf(number), name(one), whyFound(number));
            case SEEN -> {
                int reader = facts.reader(number);
                IntList path = path(graph.from(edge), isolation.begin(reader), edge);
                yield "%s wrote %s, too, and %s, which read that of %s%s"
                        .formatted(
                                name(one),
                                facts.history().keyOf(facts.readMicro(number)),
                                way(path),
                                name(other),
                                whyFound(number));
            }
            case UNSEEN -> {
                int version = forced.found(number);
                if (facts.isInitial(version)) {
                    yield "%s read %s in its initial state%s, and %s wrote it"
                            .formatted(
                                    name(one),
                                    facts.history().keyOf(facts.readMicro(number)),
                                    whyFound(number),
                                    name(other));
                }
                int writer = facts.writer(version);
                IntList path = path(isolation.commit(writer), isolation.heir(other), edge);
                yield "%s read %s, which %s wrote%s, and %s wrote %s, too, and %s"
                        .formatted(
                                name(one),
                                valueOf(number),
                                name(writer),
                                whyFound(number),
                                name(other),
                                facts.history().keyOf(facts.readMicro(number)),
                                way(path));
            }
            case EXCLUSIVE -> {
                IntList path = path(isolation.begin(one), isolation.commit(other), edge);
                yield "both wrote %s, so that they do not overlap, and %s"
                        .formatted(facts.history().keyName(number), way(path));
            }
            case CHOICE -> "";
            case REFUTED -> "otherwise:\n" + nested(search.refutation(number).told());
        };
    }

    private static String nested(List<String> steps) {
        return steps.stream()
                .flatMap(String::lines)
                .map(line -> INDENT + INDENT + line)
                .collect(Collectors.joining("\n"));
    }

    /** Why a read found what it found, where others wrote the same; with a comma before it. */
    private String whyFound(int read) {
        if (!facts.isUncertain(read)) {
            return "";
        }
        return forced.isChosen(read) ? ", as was supposed" : ", and nobody else can have been read" + whyNot(read);
    }

    private String whyNot(int read) {
        List<String> reasons = new ArrayList<>();
        int reader = facts.reader(read);
        int begin = isolation.begin(reader);
        for (int source = facts.firstSource(read); source < facts.endOfSources(read); source++) {
            if (!forced.isStruck(source)) {
                continue;
            }
            int version = facts.source(source);
            int at = forced.struckAt(source);
            String whose = facts.isInitial(version) ? "the initial state" : name(facts.writer(version));
            switch (forced.struckWhy(source)) {
                case ForcedOrder.AFTER_READER ->
                    reasons.add("not %s, because %s"
                            .formatted(whose, way(path(begin, isolation.commit(facts.writer(version)), at))));
                case ForcedOrder.OVERWRITTEN -> {
                    int between = facts.writer(forced.struckBy(source));
                    String until = way(path(isolation.commit(between), begin, at));
                    String from = facts.isInitial(version)
                            ? ""
                            : way(path(isolation.commit(facts.writer(version)), isolation.heir(between), at)) + " and ";
                    reasons.add(
                            "not %s, because %s wrote it, too, and %s%s".formatted(whose, name(between), from, until));
                }
                default ->
                    reasons.add("not %s, because then:\n%s\n    "
                            .formatted(
                                    whose,
                                    nested(search.refutation(forced.struckBy(source))
                                            .told())));
            }
        }
        return reasons.isEmpty() ? "" : " (" + String.join("; ", reasons) + ")";
    }
}

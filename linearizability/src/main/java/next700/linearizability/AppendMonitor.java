package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.history.Value;

/**
 * Texts that are put and appended to, of which none is put or appended twice, and which can be taken apart in one way only: what
 * was read tells what had been appended to what, and in which order.
 *
 * <p>An <em>epoch</em> is a put with whatever was read of it and of what was appended to it, or what was so read of
 * the beginning. Its operations have <em>levels</em>: the put, those who read it as it was, what was first appended, those
 * who read it then, and so on; operations of one level can change places. Nothing of another epoch comes in between, since a
 * put ends what was before it. So if of no epoch something of a higher level had ended before something of a lower one
 * began, the rest is the question of {@link Zones}, and the history is linearizable if and only if that has an answer.
 *
 * <p>What was appended and never read comes after all that was read of its epoch, whichever that is, and before the next:
 * at any moment that is within no epoch, as a put that was never read, and is a cluster of its own. A put or an append
 * of which nobody knows whether it happened never ends, and is left out if it was not read. Where texts are not told apart,
 * or there are compare-and-sets, the history is searched.
 */
record AppendMonitor(Monitor withoutAppends) implements Monitor {
    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        boolean appends = problem.items().stream().anyMatch(item -> item.transition() instanceof KeyValue.Append);
        if (!appends) {
            return withoutAppends.decide(problem, deadline);
        }
        return problem.isOfOneObject() ? new Epochs(problem, deadline).decide() : BEYOND;
    }

    /** What was put and appended, and what was read of it. */
    private static final class Epochs {
        private static final int NONE = -1;
        /** The epoch of the beginning; that of a put has its item's number. */
        private static final int BEGINNING = NONE;
        /** What was appended and never read is of no epoch. */
        private static final int UNREAD = -2;

        private final Problem<?> problem;
        private final Deadline deadline;
        private final TextParser parser = new TextParser();
        private final Map<Value, Integer> puts = new HashMap<>();
        /** What was appended in each epoch, as far as it was read, and which read of each says so. */
        private final Map<Integer, List<Integer>> appended = new HashMap<>();

        private final Map<Integer, List<Integer>> witness = new HashMap<>();
        private final int[] epoch;
        private final int[] level;
        private final BitSet read = new BitSet();

        Epochs(Problem<?> problem, Deadline deadline) {
            this.problem = problem;
            this.deadline = deadline;
            epoch = new int[problem.size()];
            level = new int[problem.size()];
            Arrays.fill(epoch, UNREAD);
        }

        Finding decide() {
            if (!readChanges()) {
                return BEYOND;
            }
            for (int item = 0; item < problem.size(); item++) {
                deadline.look(item);
                if (problem.item(item).transition() instanceof KeyValue.Get get) {
                    Optional<Finding> finding = readGet(item, get.canonicalValue());
                    if (finding.isPresent()) {
                        return finding.get();
                    }
                }
            }
            int[] items = inGroups();
            BitSet contradiction = compareWithRealTime(items);
            return contradiction.isEmpty() ? arrange(items) : Impossible.of(problem, contradiction);
        }

        /** False if what was put and appended cannot be told apart, or something else was done. */
        private boolean readChanges() {
            for (int item = 0; item < problem.size(); item++) {
                deadline.look(item);
                switch (problem.item(item).transition()) {
                    case KeyValue.Put put -> {
                        Value value = put.canonicalValue();
                        epoch[item] = item;
                        if (!(value instanceof Value.Text text)
                                || puts.put(value, item) != null
                                || !parser.addPut(text.value(), item)) {
                            return false;
                        }
                    }
                    case KeyValue.Append append -> {
                        if (!parser.addAppend(append.text(), item)) {
                            return false;
                        }
                    }
                    case KeyValue.Get get -> {}
                    default -> {
                        return false;
                    }
                }
            }
            return true;
        }

        /** Takes down what was read; a finding if that is impossible, or may mean more than one thing. */
        private Optional<Finding> readGet(int item, Value value) {
            if (value == null) {
                return Optional.of(Impossible.of(problem, Passages.items(item)));
            }
            if (value.equals(Value.NIL)) {
                place(item, BEGINNING, 1);
                return Optional.empty();
            }
            if (!(value instanceof Value.Text text) || text.value().isEmpty()) {
                Integer put = puts.get(value);
                if (put == null) {
                    return Optional.of(Impossible.of(problem, Passages.items(item)));
                }
                place(item, put, 1);
                return Optional.empty();
            }
            return switch (parser.ways(text.value())) {
                case 0 -> Optional.of(Impossible.of(problem, Passages.items(item)));
                case 1 -> follow(item, parser.base(), parser.appends());
                default -> Optional.of(BEYOND);
            };
        }

        /** Compares what was appended, as this read says, with what others said. */
        private Optional<Finding> follow(int item, int base, int[] appends) {
            List<Integer> known = appended.computeIfAbsent(base, unknown -> new ArrayList<>());
            List<Integer> reads = witness.computeIfAbsent(base, unknown -> new ArrayList<>());
            for (int i = 0; i < appends.length; i++) {
                int append = appends[i];
                boolean isNew = i == known.size();
                boolean isElsewhere = isNew && epoch[append] != UNREAD;
                if (isElsewhere || (!isNew && known.get(i) != append)) {
                    BitSet pattern = sourcesOf(item, base, appends);
                    int other = isElsewhere ? witness.get(epoch[append]).get(level[append] / 2 - 1) : reads.get(i);
                    if (other != item) { // it may itself have read twice what was appended once
                        pattern.or(sourcesOf(other));
                    }
                    return Optional.of(Impossible.of(problem, pattern));
                }
                if (isNew) {
                    known.add(append);
                    reads.add(item);
                    place(append, base, 2 * known.size());
                }
            }
            place(item, base, 2 * appends.length + 1);
            return Optional.empty();
        }

        private void place(int item, int itsEpoch, int itsLevel) {
            epoch[item] = itsEpoch;
            level[item] = itsLevel;
            if (itsEpoch != BEGINNING) {
                read.set(itsEpoch);
            }
        }

        /** A read with all that made what it saw. */
        private BitSet sourcesOf(int item) {
            int appends = (level[item] - 1) / 2;
            return sourcesOf(
                    item,
                    epoch[item],
                    appends == 0
                            ? new int[0]
                            : appended.get(epoch[item]).subList(0, appends).stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray());
        }

        private static BitSet sourcesOf(int item, int base, int[] appends) {
            BitSet pattern = Passages.items(appends);
            pattern.set(item);
            if (base != BEGINNING) {
                pattern.set(base);
            }
            return pattern;
        }

        /** The operation, and what says where it belongs. */
        private BitSet reasonFor(int item) {
            if (isGet(item)) {
                return sourcesOf(item);
            }
            boolean isRead = problem.item(item).transition() instanceof KeyValue.Append && epoch[item] != UNREAD;
            BitSet pattern = isRead ? sourcesOf(witness.get(epoch[item]).get(level[item] / 2 - 1)) : new BitSet();
            pattern.set(item);
            return pattern;
        }

        private boolean isGet(int item) {
            return problem.item(item).transition() instanceof KeyValue.Get;
        }

        /** Whether it happened, or somebody saw what it did. */
        private boolean isNeeded(int item) {
            return problem.item(item).required() || read.get(item) || level[item] > 0;
        }

        /** The epoch of an operation, or itself if it is of none; from 0. */
        private int group(int item) {
            return (epoch[item] == UNREAD ? item : epoch[item]) + 1;
        }

        /** All that needs a place, by groups, and in each by levels. */
        private int[] inGroups() {
            int[] byLevel = Passages.sortedBy(level, level.length);
            int[] groups = new int[level.length];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = group(byLevel[i]);
            }
            return Arrays.stream(Passages.sortedBy(groups, groups.length))
                    .map(i -> byLevel[i])
                    .filter(this::isNeeded)
                    .toArray();
        }

        /** The operations that say that something of a higher level had ended before something of a lower one began. */
        private BitSet compareWithRealTime(int[] items) {
            int latest = NONE;
            int next = NONE;
            for (int i = 0; i < items.length; i++) {
                deadline.look(i);
                int item = items[i];
                if (i == 0 || group(items[i - 1]) != group(item)) {
                    latest = NONE;
                    next = item;
                } else if (level[items[i - 1]] != level[item]) {
                    latest = next;
                }
                if (latest != NONE && hadEnded(item, latest)) {
                    BitSet contradiction = reasonFor(item);
                    contradiction.or(reasonFor(latest));
                    return contradiction;
                }
                next = begin(item) > begin(next) ? item : next;
            }
            return new BitSet();
        }

        /** Whether an operation had ended before one of a lower level began. */
        private boolean hadEnded(int item, int lower) {
            return end(item) < begin(lower);
        }

        private Finding arrange(int[] items) {
            Zones zones = new Zones(items.length, deadline);
            int[] start = new int[items.length + 1];
            for (int i = 0; i < items.length; i++) {
                deadline.look(i);
                int item = items[i];
                if (i > 0 && group(items[i - 1]) == group(item)) {
                    zones.add(zones.count() - 1, item, begin(item), end(item));
                    continue;
                }
                start[zones.count()] = i;
                if (epoch[item] == BEGINNING) {
                    // It has begun before everything.
                    zones.add(zones.open(NONE, -1, -1), item, begin(item), end(item));
                } else {
                    zones.open(item, begin(item), end(item));
                }
            }
            start[zones.count()] = items.length;
            return switch (zones.order()) {
                case Zones.Overlapping pair -> {
                    BitSet pattern = reasonFor(zones, pair.one());
                    pattern.or(reasonFor(zones, pair.other()));
                    yield Impossible.of(problem, pattern);
                }
                case Zones.InOrder sequence -> {
                    int[] order = new int[items.length];
                    int length = 0;
                    for (int place = 0; place < zones.count(); place++) {
                        int cluster = sequence.clusters().at(place);
                        int size = start[cluster + 1] - start[cluster];
                        System.arraycopy(items, start[cluster], order, length, size);
                        length += size;
                    }
                    yield new Linearized(Order.of(order, length));
                }
            };
        }

        private BitSet reasonFor(Zones zones, int cluster) {
            BitSet pattern = reasonFor(zones.lastInvoked(cluster));
            if (zones.firstCompleted(cluster) != NONE) {
                pattern.or(reasonFor(zones.firstCompleted(cluster)));
            }
            if (epoch[zones.lastInvoked(cluster)] >= 0) {
                pattern.set(epoch[zones.lastInvoked(cluster)]);
            }
            return pattern;
        }

        private int begin(int item) {
            return problem.item(item).invocation();
        }

        private int end(int item) {
            return problem.item(item).deadline();
        }
    }
}

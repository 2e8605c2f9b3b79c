package next700.linearizability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import next700.history.Value;
import next700.linearizability.Meaning.Fate;

/**
 * Registers that count their writes and tell. A version is a number of writes, so that such a history is one of a counter
 * to which 1 is always added: a write that tells its version is an addition that tells the sum, a read is a read of
 * its version, and {@link CounterMonitor} decides. (Gibbons and Korach, "Testing shared memories", SIAM Journal on Computing
 * 1997, is where the order of the writes being known makes the question one of sorting.) What the counter does not
 * know are the values:
 *
 * <ul>
 *   <li>the initial value has the version 0, and one version has one value;
 *   <li>the value that a read saw was written, and not with another version.
 * </ul>
 *
 * <p>A write that tells no version has the one with which its value was read, if no other write of that value is without a
 * version; where several are, it is not known whose was read, and a search must tell. Nobody read the values of those that
 * then have no version, so that it does not matter which of them is which: as for the counter. A history in which
 * every write that was read tells its version, or has a value of its own, is thus decided. A contradiction that needs the
 * same reads both to tell versions and to be counted may be left to a search, which has little choice, since reads tell it
 * how far it is.
 *
 * @param initial the value of version 0
 */
record VersionMonitor(Value initial) implements Monitor {
    private static final int NONE = -1;
    private static final CounterMonitor COUNTERS = new CounterMonitor();

    @Override
    public <S> Finding decide(Problem<S> problem, Deadline deadline) {
        Optional<Versions> versions = Versions.of(problem, initial, deadline);
        if (versions.isEmpty()) {
            return BEYOND;
        }
        Versions known = versions.get();
        Optional<BitSet> mismatch = known.unwritten();
        if (mismatch.isPresent()) {
            return proved(problem, mismatch.get());
        }
        mismatch = known.mismatch();
        if (mismatch.isPresent() || known.ambiguous) {
            // Where what is told cannot be counted, that may take fewer operations to say.
            Finding counted = COUNTERS.decide(known.counter(known.told), deadline);
            return counted instanceof Proved proved
                    ? proved(problem, proved.items())
                    : mismatch.map(items -> proved(problem, items)).orElse(BEYOND);
        }
        return switch (COUNTERS.decide(known.counter(known.placed), deadline)) {
            case Proved proved -> proved(problem, known.withPlacers(proved.items()));
            case Finding other -> other;
        };
    }

    private <S> Finding proved(Problem<S> problem, BitSet items) {
        // The counter does not know the values, with which fewer operations may contradict each other.
        return proves(problem, items) ? Proved.of(problem, items, false) : BEYOND;
    }

    @Override
    public <S> boolean proves(Problem<S> problem, BitSet core) {
        boolean required = core.stream().allMatch(item -> problem.item(item).required());
        return required
                && Versions.of(problem, initial, Deadline.NEVER)
                        .filter(versions -> COUNTERS.proves(versions.counter(versions.told), core)
                                || versions.cannotBeCounted(core)
                                || versions.areOfNoVersion(core)
                                || versions.differ(core))
                        .isPresent();
    }

    /** What is told of versions and values, item by item. */
    private static final class Versions {
        private final Problem<?> problem;
        private final Value initial;
        private final Deadline deadline;
        /** What was written or read. */
        private final Value[] value;
        /** What version is told; {@link #NONE} if none is. */
        private final long[] told;

        private final boolean[] isRead;
        /** The version of each item that tells one, or whose value was read. */
        private final long[] placed;
        /** The first read of each write that tells no version; {@link #NONE} if there is none. */
        private final int[] placer;

        private final ValueNumbers numbers;
        private final List<List<Integer>> writes = new ArrayList<>();
        /** For each version that there can be, the first item that tells it. */
        private final int[] teller;

        private boolean ambiguous;

        private Versions(Problem<?> problem, Value initial, Deadline deadline) {
            this.problem = problem;
            this.initial = initial;
            this.deadline = deadline;
            int size = problem.size();
            value = new Value[size];
            told = new long[size];
            isRead = new boolean[size];
            numbers = new ValueNumbers(size);
            teller = new int[size + 1];
            Arrays.fill(told, NONE);
            Arrays.fill(teller, NONE);
            placed = new long[size];
            placer = new int[size];
            Arrays.fill(placer, NONE);
        }

        /** Empty if there are operations other than reads and writes. */
        static Optional<Versions> of(Problem<?> problem, Value initial, Deadline deadline) {
            Versions versions = new Versions(problem, initial, deadline);
            return versions.read() ? Optional.of(versions) : Optional.empty();
        }

        private boolean read() {
            for (int item = 0; item < problem.size(); item++) {
                deadline.look(item);
                switch (problem.item(item).transition()) {
                    case VersionedRegister.Read read -> {
                        isRead[item] = true;
                        value[item] = read.content().value();
                        told[item] = read.content().version();
                    }
                    case VersionedRegister.WriteOfVersion write -> {
                        value[item] = write.content().value();
                        told[item] = write.content().version();
                    }
                    case VersionedRegister.Write write -> value[item] = write.value();
                    default -> {
                        return false;
                    }
                }
                if (!isRead[item]) {
                    if (numbers.add(value[item])) {
                        writes.add(new ArrayList<>(1));
                    }
                    writes.get(numbers.of(value[item])).add(item);
                }
            }
            System.arraycopy(told, 0, placed, 0, placed.length);
            return true;
        }

        /** A read of what nobody can have written. */
        Optional<BitSet> unwritten() {
            for (int item = 0; item < value.length; item++) {
                deadline.look(item);
                if (isRead[item] && isUnwritten(item)) {
                    return Optional.of(Passages.items(item));
                }
            }
            return Optional.empty();
        }

        /** Operations whose values do not fit their versions. Finds the writes that were read, too. */
        Optional<BitSet> mismatch() {
            for (int item = 0; item < value.length; item++) {
                deadline.look(item);
                if (isNumber(told[item])) {
                    int before = teller[(int) told[item]];
                    if (before == NONE) {
                        teller[(int) told[item]] = item;
                    } else if (isAnother(value[before], value[item])) {
                        return Optional.of(Passages.items(before, item));
                    }
                }
            }
            for (int item = 0; item < value.length; item++) {
                deadline.look(item);
                if (isRead[item] && told[item] > 0) {
                    List<Integer> candidates = candidates(item);
                    if (candidates.isEmpty()) {
                        BitSet contradiction = Passages.items(item);
                        writesOf(item).forEach(contradiction::set);
                        return Optional.of(contradiction);
                    }
                    int write = candidates.getFirst();
                    if (candidates.size() > 1) {
                        ambiguous = true;
                    } else if (placed[write] == NONE) {
                        placed[write] = told[item];
                        placer[write] = item;
                    } else if (isAnotherPlace(placed[write], told[item])) {
                        return Optional.of(Passages.items(placer[write], item));
                    }
                }
            }
            return Optional.empty();
        }

        private boolean isNumber(long version) {
            return version >= 0 && version < teller.length;
        }

        private boolean isAnother(Value one, Value other) {
            return !one.equals(other);
        }

        private boolean isAnotherPlace(long one, long other) {
            return one != other;
        }

        /** Whether a read tells another initial value than there was, or a value that nobody had written by its end. */
        private boolean isUnwritten(int read) {
            return told[read] == 0
                    ? !value[read].equals(initial)
                    : writesOf(read).isEmpty();
        }

        /** Who wrote the value that was read, or may have. */
        private List<Integer> writesOf(int read) {
            int number = numbers.of(value[read]);
            List<Integer> all = number == ValueNumbers.NONE ? List.of() : writes.get(number);
            int end = problem.item(read).deadline();
            return all.stream()
                    .filter(write -> problem.item(write).invocation() < end)
                    .toList();
        }

        /** The writes that may have written what the item read: the one that says so, or those that say nothing. */
        private List<Integer> candidates(int item) {
            List<Integer> silent = new ArrayList<>(1);
            for (int write : writesOf(item)) {
                if (told[write] == told[item]) {
                    return List.of(write);
                }
                if (told[write] == NONE) {
                    silent.add(write);
                }
            }
            return silent;
        }

        /** These, and the reads that tell the versions of writes among them. */
        BitSet withPlacers(BitSet items) {
            BitSet all = (BitSet) items.clone();
            items.stream()
                    .map(item -> placer[item])
                    .filter(read -> read != NONE)
                    .forEach(all::set);
            return all;
        }

        /**
         * Whether the items cannot be counted, where reads among them tell the versions of writes: of values that nobody else
         * can have written. Reads that do no more than that are not counted themselves.
         */
        boolean cannotBeCounted(BitSet core) {
            long[] known = told.clone();
            BitSet counted = (BitSet) core.clone();
            for (int read = core.nextSetBit(0); read >= 0; read = core.nextSetBit(read + 1)) {
                if (isRead[read] && told[read] > 0) {
                    List<Integer> all = writesOf(read);
                    int write = all.size() == 1 ? all.getFirst() : NONE;
                    if (write != NONE && core.get(write) && told[write] == NONE) {
                        known[write] = told[read];
                        counted.clear(read);
                    }
                }
            }
            return !counted.equals(core) && COUNTERS.proves(counter(known), counted);
        }

        /** The counter that there would be if these were the versions. */
        Problem<Long> counter(long[] versions) {
            List<Problem.Item<Long>> items = new ArrayList<>(value.length);
            for (int item = 0; item < value.length; item++) {
                deadline.look(item);
                items.add(counted(problem.item(item), isRead[item], versions[item]));
            }
            return problem.as(new Counter(), items);
        }

        private static Problem.Item<Long> counted(Problem.Item<?> item, boolean isRead, long version) {
            if (isRead) {
                return new Problem.Item<>(
                        item.operation(), new Meaning<>(Fate.OBSERVED, Optional.empty(), new Counter.Read(version)));
            }
            if (version != NONE) {
                // What was read has happened. When it ended is not known if it was not answered.
                return new Problem.Item<>(
                        item.required() ? item.operation() : item.operation().unanswered(),
                        Meaning.happened(new Counter.AddAndGet(1, version)));
            }
            Transition<Long> addition = new Counter.Add(1);
            return new Problem.Item<>(
                    item.operation(), item.required() ? Meaning.happened(addition) : Meaning.possible(addition));
        }

        /** Whether one of the items read what was not written as that version, the others being all who wrote it. */
        boolean areOfNoVersion(BitSet core) {
            int read = core.stream().filter(item -> isRead[item]).findFirst().orElse(NONE);
            if (read == NONE) {
                return false;
            }
            BitSet all = Passages.items(read);
            writesOf(read).forEach(all::set);
            return told[read] == 0
                    ? core.cardinality() == 1 && isUnwritten(read)
                    : core.equals(all) && candidates(read).isEmpty();
        }

        /** Whether two items tell different values of one version, or two reads different versions of one write. */
        boolean differ(BitSet core) {
            if (core.cardinality() != 2) {
                return false;
            }
            int one = core.nextSetBit(0);
            int other = core.length() - 1;
            boolean sameValue = value[one].equals(value[other]);
            boolean sameVersion = told[one] == told[other];
            boolean areOneVersion = told[one] > NONE && sameVersion && !sameValue;
            boolean areOneWrite = isRead[one]
                    && isRead[other]
                    && sameValue
                    && writesOf(one).size() == 1
                    && writesOf(other).size() == 1;
            return areOneVersion || (areOneWrite && !sameVersion && Math.min(told[one], told[other]) > 0);
        }
    }
}

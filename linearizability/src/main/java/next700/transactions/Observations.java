package next700.transactions;

import java.util.Arrays;

/**
 * What is known of the transactions that committed, or may have: what each read of others, who may have written that,
 * and what each left behind, as numbers. Transactions, reads and writes have numbers of their own, from 0; of the writes
 * of a transaction to one key only the last is here, and of its reads of one key only the first.
 *
 * <p>A transaction that was never answered is one that committed here: if nobody read from it, it may have done so when
 * all others were over, and stands in nobody's way.
 */
final class Observations {
    private final Transactions history;
    private final int[] number;
    private final int[] readStart;
    private final int[] readMicro;
    private final int[] reader;
    private final int[] sourceStart;
    private final int[] source;
    private final int[] writeStart;
    private final int[] writeMicro;
    private final int[] writer;
    private final int[] earlier;
    private final int[] later;

    private Observations(Builder builder) {
        history = builder.history;
        number = builder.number.toArray();
        readStart = starts(builder.reader, number.length);
        readMicro = builder.readMicro.toArray();
        reader = builder.reader.toArray();
        builder.sourceStart.add(builder.source.size());
        sourceStart = builder.sourceStart.toArray();
        source = builder.source.toArray();
        writeStart = starts(builder.writer, number.length);
        writeMicro = builder.writeMicro.toArray();
        writer = builder.writer.toArray();
        earlier = builder.earlier.toArray();
        later = builder.later.toArray();
    }

    private static int[] starts(IntList owners, int count) {
        int[] starts = new int[count + 1];
        for (int i = 0; i < owners.size(); i++) {
            starts[owners.get(i) + 1]++;
        }
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    Transactions history() {
        return history;
    }

    /** How many transactions there are. */
    int size() {
        return number.length;
    }

    /** The number that the history has for a transaction. */
    int number(int transaction) {
        return number[transaction];
    }

    int keyCount() {
        return history.keyCount();
    }

    int reads() {
        return reader.length;
    }

    int firstRead(int transaction) {
        return readStart[transaction];
    }

    int endOfReads(int transaction) {
        return readStart[transaction + 1];
    }

    int reader(int read) {
        return reader[read];
    }

    int readMicro(int read) {
        return readMicro[read];
    }

    int readKey(int read) {
        return history.key(readMicro[read]);
    }

    /** Where the versions that a read may have found begin: numbers for {@link #source}. */
    int firstSource(int read) {
        return sourceStart[read];
    }

    int endOfSources(int read) {
        return sourceStart[read + 1];
    }

    int sources() {
        return source.length;
    }

    /** A version: a write, or beyond them the initial version of a key. */
    int source(int place) {
        return source[place];
    }

    /** Whether it is not certain which version was found. */
    boolean isUncertain(int read) {
        return sourceStart[read + 1] - sourceStart[read] > 1;
    }

    /** Whether it is certain of each read which version it found. */
    boolean areCertain() {
        return source.length == reader.length;
    }

    int writes() {
        return writer.length;
    }

    int firstWrite(int transaction) {
        return writeStart[transaction];
    }

    int endOfWrites(int transaction) {
        return writeStart[transaction + 1];
    }

    int writer(int write) {
        return writer[write];
    }

    int writeMicro(int write) {
        return writeMicro[write];
    }

    int writeKey(int write) {
        return history.key(writeMicro[write]);
    }

    boolean isInitial(int version) {
        return version >= writer.length;
    }

    int initial(int key) {
        return writer.length + key;
    }

    int versions() {
        return writer.length + history.keyCount();
    }

    /** Pairs of writes of which the one is known to be the earlier version. */
    int successions() {
        return earlier.length;
    }

    int earlier(int succession) {
        return earlier[succession];
    }

    int later(int succession) {
        return later[succession];
    }

    /**
     * Those of some transactions, reads and writes. What was read from a write that is left out is forgotten: whatever
     * explains all, explains these.
     */
    Observations only(boolean[] transactions, boolean[] reads, boolean[] writes) {
        Builder builder = new Builder(history);
        int[] place = new int[writer.length];
        Arrays.fill(place, -1);
        for (int i = 0; i < number.length; i++) {
            if (transactions[i]) {
                builder.transaction(number[i]);
                for (int write = writeStart[i]; write < writeStart[i + 1]; write++) {
                    if (writes[write]) {
                        place[write] = builder.write(writeMicro[write]);
                    }
                }
            }
        }
        int kept = 0;
        for (int i = 0; i < number.length; i++) {
            if (transactions[i]) {
                for (int read = readStart[i]; read < readStart[i + 1]; read++) {
                    if (reads[read] && sourcesAreKept(read, place)) {
                        builder.read(kept, readMicro[read]);
                        for (int at = sourceStart[read]; at < sourceStart[read + 1]; at++) {
                            builder.source(isInitial(source[at]) ? Builder.INITIAL : place[source[at]]);
                        }
                    }
                }
                kept++;
            }
        }
        for (int i = 0; i < earlier.length; i++) {
            keepSuccession(builder, place, i);
        }
        return builder.build();
    }

    /** The writes of one key are in a row, so that those that are left keep their order though some between are gone. */
    private void keepSuccession(Builder builder, int[] place, int succession) {
        if (place[later[succession]] < 0) {
            return;
        }
        int before = earlier[succession];
        for (int i = succession; place[before] < 0; ) {
            i = previous(i, before);
            if (i < 0) {
                return;
            }
            before = earlier[i];
        }
        builder.succession(place[before], place[later[succession]]);
    }

    /** The succession that leads to a write; it stands before those that lead on from it. */
    private int previous(int succession, int write) {
        for (int i = succession - 1; i >= 0 && writeKey(earlier[i]) == writeKey(write); i--) {
            if (later[i] == write) {
                return i;
            }
        }
        return -1;
    }

    private boolean sourcesAreKept(int read, int[] place) {
        for (int at = sourceStart[read]; at < sourceStart[read + 1]; at++) {
            if (!isInitial(source[at]) && place[source[at]] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Takes down transactions in the order of their numbers, with their writes, and then their reads. */
    static final class Builder {
        static final int INITIAL = -1;

        private final Transactions history;
        private final IntList number = new IntList();
        private final IntList readMicro = new IntList();
        private final IntList reader = new IntList();
        private final IntList sourceStart = new IntList();
        private final IntList source = new IntList();
        private final IntList writeMicro = new IntList();
        private final IntList writer = new IntList();
        private final IntList earlier = new IntList();
        private final IntList later = new IntList();

        Builder(Transactions history) {
            this.history = history;
        }

        void transaction(int inHistory) {
            number.add(inHistory);
        }

        int size() {
            return number.size();
        }

        int number(int transaction) {
            return number.get(transaction);
        }

        /** A write of the transaction that was taken down last. */
        int write(int micro) {
            writeMicro.add(micro);
            writer.add(number.size() - 1);
            return writer.size() - 1;
        }

        int writer(int write) {
            return writer.get(write);
        }

        /** A read; its sources follow. */
        void read(int transaction, int micro) {
            readMicro.add(micro);
            reader.add(transaction);
            sourceStart.add(source.size());
        }

        /** A version that the last read may have found: a write, or {@link #INITIAL}. */
        void source(int write) {
            source.add(write);
        }

        void succession(int one, int other) {
            earlier.add(one);
            later.add(other);
        }

        Observations build() {
            for (int i = 0; i < reader.size(); i++) {
                int end = i + 1 < reader.size() ? sourceStart.get(i + 1) : source.size();
                for (int at = sourceStart.get(i); at < end; at++) {
                    if (source.get(at) == INITIAL) {
                        source.set(at, writer.size() + history.key(readMicro.get(i)));
                    }
                }
            }
            return new Observations(this);
        }
    }
}

package next700.transactions;

import java.util.Arrays;

/**
 * Who wrote each key, chain by chain in order, and who read each version: of certain readers only the last of each chain,
 * because the others come before it.
 */
final class VersionIndex {
    private final Observations facts;
    private final Isolation isolation;
    private final Precedence graph;
    /** Where the groups of each key begin; a group is the writes of one chain to one key. */
    private final int[] groupStart;

    private final int[] groupChain;
    private final int[] entryStart;
    private final int[] entries;
    /** For each entry its transaction, and the place of that in its chain. */
    private final int[] entryWriter;

    private final int[] entryPlace;
    private final int[] readerStart;
    private final int[] lastReads;
    private final int[] maybeStart;
    private final int[] maybeReads;

    VersionIndex(Observations facts, Isolation isolation, Precedence graph) {
        this.facts = facts;
        this.isolation = isolation;
        this.graph = graph;
        int[] sorted = sortedWrites();
        entries = sorted;
        entryWriter = new int[sorted.length];
        entryPlace = new int[sorted.length];
        groupStart = new int[facts.keyCount() + 1];
        IntList chains = new IntList();
        IntList starts = new IntList();
        int key = -1;
        for (int i = 0; i < sorted.length; i++) {
            entryWriter[i] = facts.writer(sorted[i]);
            entryPlace[i] = placeOfTransaction(entryWriter[i]);
            int nextKey = facts.writeKey(sorted[i]);
            int chain = chainOf(facts.writer(sorted[i]));
            if (nextKey != key || chain != chains.get(chains.size() - 1)) {
                while (key < nextKey) {
                    groupStart[++key] = chains.size();
                }
                chains.add(chain);
                starts.add(i);
            }
        }
        while (key < facts.keyCount()) {
            groupStart[++key] = chains.size();
        }
        starts.add(sorted.length);
        groupChain = chains.toArray();
        entryStart = starts.toArray();
        readerStart = new int[facts.versions() + 1];
        lastReads = lastCertainReads();
        maybeStart = new int[facts.versions() + 1];
        maybeReads = uncertainReads();
    }

    private int chainOf(int transaction) {
        return graph.chain(isolation.begin(transaction));
    }

    private int placeOfTransaction(int transaction) {
        return graph.place(isolation.begin(transaction));
    }

    /** By key, chain and place: three passes of counting. */
    private int[] sortedWrites() {
        long[] byPlace = new long[facts.writes()];
        for (int write = 0; write < byPlace.length; write++) {
            int transaction = facts.writer(write);
            byPlace[write] = LongIntMap.pair(placeOfTransaction(transaction), write);
        }
        Arrays.sort(byPlace);
        int[] sorted = new int[byPlace.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (int) byPlace[i];
        }
        sorted = counted(sorted, graph.chains(), true);
        return counted(sorted, facts.keyCount(), false);
    }

    private int[] counted(int[] writes, int count, boolean byChain) {
        int[] starts = new int[count + 1];
        for (int write : writes) {
            starts[(byChain ? chainOf(facts.writer(write)) : facts.writeKey(write)) + 1]++;
        }
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        int[] sorted = new int[writes.length];
        for (int write : writes) {
            sorted[starts[byChain ? chainOf(facts.writer(write)) : facts.writeKey(write)]++] = write;
        }
        return sorted;
    }

    private int[] lastCertainReads() {
        IntList versions = new IntList();
        IntList reads = new IntList();
        LongIntMap last = new LongIntMap();
        for (int read = 0; read < facts.reads(); read++) {
            if (facts.isUncertain(read)) {
                continue;
            }
            int version = facts.source(facts.firstSource(read));
            long slot = LongIntMap.pair(version, chainOf(facts.reader(read)));
            int known = last.get(slot);
            if (known < 0) {
                last.put(slot, versions.size());
                versions.add(version);
                reads.add(read);
            } else if (placeOfTransaction(facts.reader(reads.get(known))) < placeOfTransaction(facts.reader(read))) {
                reads.set(known, read);
            }
        }
        return grouped(versions, reads, readerStart);
    }

    private int[] uncertainReads() {
        IntList versions = new IntList();
        IntList reads = new IntList();
        for (int read = 0; read < facts.reads(); read++) {
            for (int at = facts.firstSource(read); facts.isUncertain(read) && at < facts.endOfSources(read); at++) {
                versions.add(facts.source(at));
                reads.add(read);
            }
        }
        return grouped(versions, reads, maybeStart);
    }

    private static int[] grouped(IntList groups, IntList members, int[] starts) {
        for (int i = 0; i < groups.size(); i++) {
            starts[groups.get(i) + 1]++;
        }
        for (int i = 0; i + 1 < starts.length; i++) {
            starts[i + 1] += starts[i];
        }
        int[] fill = starts.clone();
        int[] grouped = new int[members.size()];
        for (int i = 0; i < members.size(); i++) {
            grouped[fill[groups.get(i)]++] = members.get(i);
        }
        return grouped;
    }

    int firstGroup(int key) {
        return groupStart[key];
    }

    int endOfGroups(int key) {
        return groupStart[key + 1];
    }

    int chain(int group) {
        return groupChain[group];
    }

    /** The certain reads of a version, of each chain the last, from this number on to {@link #endOfReads}. */
    int firstRead(int version) {
        return readerStart[version];
    }

    int endOfReads(int version) {
        return readerStart[version + 1];
    }

    int read(int number) {
        return lastReads[number];
    }

    /** The reads that may have found a version. */
    int firstMaybe(int version) {
        return maybeStart[version];
    }

    int endOfMaybes(int version) {
        return maybeStart[version + 1];
    }

    int maybe(int number) {
        return maybeReads[number];
    }

    /** The last write of a group that is committed before an event, but not by some transaction; -1 if there is none. */
    int lastCommitted(int group, int event, int but) {
        return lastCommitted(group, graph.clock(event), null, but);
    }

    /**
     * The same by a clock, and only if it is another than by a former clock.
     *
     * @param former null if there was none
     */
    int lastCommitted(int group, int[] clock, int[] former, int but) {
        return last(group, clock, former, isolation.events() - 1, but);
    }

    /** The last write of a group whose transaction begins before an event, or at it, but not by some transaction. */
    int lastBegun(int group, int[] clock, int[] former, int but) {
        return last(group, clock, former, 0, but);
    }

    private int last(int group, int[] clock, int[] former, int offset, int but) {
        int reached = clock[groupChain[group]] - offset;
        int before = former == null ? -1 : former[groupChain[group]] - offset;
        if (reached == before) {
            return -1;
        }
        int start = entryStart[group];
        int low = start;
        int high = entryStart[group + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entryPlace[middle] <= reached) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = low - 1;
        if (at >= start && entryWriter[at] == but) {
            at--;
        }
        return at < start || (former != null && entryPlace[at] <= before) ? -1 : entries[at];
    }

    /** The first write of a group that is known to be behind a version; -1 if there is none. */
    int firstBehind(int group, int version) {
        int low = entryStart[group];
        int high = entryStart[group + 1];
        if (!facts.isInitial(version)) {
            int writer = facts.writer(version);
            int commit = isolation.commit(writer);
            while (low < high) {
                int middle = (low + high) >>> 1;
                int other = entryWriter[middle];
                boolean behind = other != writer && graph.precedes(commit, isolation.heir(other));
                if (behind) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
        }
        return low < entryStart[group + 1] ? entries[low] : -1;
    }
}

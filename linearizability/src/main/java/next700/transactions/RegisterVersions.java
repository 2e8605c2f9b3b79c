package next700.transactions;

import next700.history.Value;
import next700.linearizability.Deadline;

/** The versions of registers: what made each, as far as values that are unique at their keys tell, and who read it. */
final class RegisterVersions {
    /** In the place of a writer: nobody wrote the initial version. */
    static final int NOBODY = -1;

    private final Transactions history;
    private final Deadline deadline;
    private final Writers writers;
    private final Value initialValue;
    private final int initial;
    private final int nil;
    private final boolean[] committed;
    /** Numbers of versions by key and value; that of the initial one by key and -1. */
    private final LongIntMap versions = new LongIntMap();

    private final IntList keys = new IntList();
    private final IntList values = new IntList();
    private final IntList writersOf = new IntList();
    /** Who read which version, in pairs. */
    private final IntList reader = new IntList();

    private final IntList readVersion = new IntList();

    RegisterVersions(Transactions history, Writers writers, Value initialValue, Deadline deadline) {
        this.history = history;
        this.deadline = deadline;
        this.writers = writers;
        this.initialValue = initialValue;
        initial = history.findValue(initialValue);
        nil = history.findValue(Value.NIL);
        committed = new boolean[history.size()];
        findCommitted();
        findVersions();
        findReaders();
    }

    /** The transactions that committed, by what they say or by what was read of them. */
    boolean[] committed() {
        return committed;
    }

    /** How many there are; they are numbered from 0. */
    int count() {
        return keys.size();
    }

    int key(int version) {
        return keys.get(version);
    }

    /** The transaction that wrote it, or {@link #NOBODY}. */
    int writerOf(int version) {
        return writersOf.get(version);
    }

    /** The initial version of the key, or -1 if nobody read it. */
    int initialOf(int key) {
        return versions.get(LongIntMap.pair(key, -1));
    }

    /** The transactions that read a version which they had not written before; {@link #readVersions()} says which. */
    IntList readers() {
        return reader;
    }

    IntList readVersions() {
        return readVersion;
    }

    Value name(int version) {
        return values.get(version) < 0 ? initialValue : history.valueName(values.get(version));
    }

    /** What was read or written, as it is to be told. */
    Value valueOf(int micro) {
        return history.readsInitial(micro) ? initialValue : history.valueOf(micro);
    }

    /** Whether it was the initial version that was read: null, or the initial value, and nobody wrote that. */
    boolean readsInitial(int read) {
        return mayReadInitial(read) && writer(read) < 0;
    }

    /** Whether it may have been the initial version: null, or the initial value. */
    boolean mayReadInitial(int read) {
        return history.readsInitial(read) || history.value(read) == initial;
    }

    /** The write that was read, or -1; of one that may have been repeated, or that wrote the initial value, the first. */
    int writer(int read) {
        int value = valueRead(read);
        return value < 0 ? -1 : writers.of(history.key(read), value);
    }

    /** The number of the value that was read, or -1 if nobody wrote such a value. */
    int valueRead(int read) {
        return history.readsInitial(read) ? nil : history.value(read);
    }

    /** A number for what was read that is the same for reads of the same value, the initial one among them. */
    int meaning(int read) {
        if (!history.readsInitial(read) || writers.of(history.key(read), nil) >= 0) {
            return valueRead(read);
        }
        return initial;
    }

    /** Whether the value that was read does not tell the version: it was written more than once, or is the initial one. */
    boolean isAmbiguous(int read) {
        int write = writer(read);
        return write >= 0 && (writers.isRepeated(write) || mayReadInitial(read));
    }

    private void findCommitted() {
        for (int i = 0; i < history.size(); i++) {
            deadline.look(i);
            committed[i] = history.outcome(i) == Outcome.COMMITTED;
        }
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro) && !isAmbiguous(micro)) {
                int write = writer(micro);
                if (write >= 0 && !writers.isAborted(write)) {
                    committed[history.owner(write)] = true;
                }
            }
        }
    }

    private void findVersions() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.writes(micro) && isInstalled(micro)) {
                version(history.key(micro), history.value(micro), history.owner(micro));
            }
        }
    }

    /** Whether the write made a version: it is the last of its transaction there, which committed, and is known. */
    boolean isInstalled(int write) {
        return committed[history.owner(write)]
                && writers.isFinal(write)
                && writers.of(history.key(write), history.value(write)) == write
                && !writers.isRepeated(write);
    }

    private int version(int key, int value, int writer) {
        long name = LongIntMap.pair(key, value);
        int known = versions.get(name);
        if (known >= 0) {
            return known;
        }
        int number = keys.size();
        versions.put(name, number);
        keys.add(key);
        values.add(value);
        writersOf.add(writer);
        return number;
    }

    /** The version that was read, or -1 if it is none. */
    int readVersion(int read) {
        if (readsInitial(read)) {
            return version(history.key(read), -1, NOBODY);
        }
        int write = writer(read);
        return write >= 0 && !isAmbiguous(read) && isInstalled(write)
                ? versions.get(LongIntMap.pair(history.key(read), history.value(read)))
                : -1;
    }

    private void findReaders() {
        for (int micro = 0; micro < history.micros(); micro++) {
            deadline.look(micro);
            if (history.reads(micro) && isExternal(micro)) {
                int version = readVersion(micro);
                if (version >= 0) {
                    reader.add(history.owner(micro));
                    readVersion.add(version);
                }
            }
        }
    }

    /** Whether the transaction had not written the key before. */
    boolean isExternal(int read) {
        for (int before = writers.previous(read); before >= 0; before = writers.previous(before)) {
            if (history.writes(before)) {
                return false;
            }
        }
        return true;
    }

    /** The version that the write made; only where it is installed. */
    int writtenVersion(int write) {
        return versions.get(LongIntMap.pair(history.key(write), history.value(write)));
    }

    /** The version that was written or read there, or -1 if it is none, or one of its own that was read. */
    int versionAt(int micro) {
        if (history.writes(micro)) {
            return isInstalled(micro) ? writtenVersion(micro) : -1;
        }
        return history.reads(micro) && isExternal(micro) ? readVersion(micro) : -1;
    }
}

package next700.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import next700.history.Value;

/** Something that a history shows and that a consistency model forbids, with the transactions that show it. */
public sealed interface Anomaly
        permits Anomaly.AbortedRead,
                Anomaly.IntermediateRead,
                Anomaly.DirtyUpdate,
                Anomaly.LostUpdate,
                Anomaly.Internal,
                Anomaly.FutureRead,
                Anomaly.GarbageRead,
                Anomaly.DuplicateElements,
                Anomaly.IncompatibleOrder,
                Anomaly.ReorderedAppends,
                Anomaly.CyclicVersions,
                Anomaly.ObservedTransactionVanishes,
                Anomaly.Cycle,
                NoOrder {
    /** By which Elle and Adya's thesis call it. */
    String name();

    List<Transaction> transactions();

    /** What happened, in prose. */
    String explain();

    /** A committed transaction read what an aborted one wrote: Adya's G1a. */
    record AbortedRead(Transaction reader, Transaction writer, Value key, Value value) implements Anomaly {
        @Override
        public String name() {
            return "G1a";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(writer, reader);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T2 read the value %s of %s, which T1 wrote; but T1 aborted.".formatted(value, key);
        }
    }

    /** A transaction read a version that its writer replaced itself: Adya's G1b. */
    record IntermediateRead(Transaction reader, Transaction writer, Value key, Value value) implements Anomaly {
        @Override
        public String name() {
            return "G1b";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(writer, reader);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T2 read %s as T1 left it by writing %s, which was not the last that T1 wrote there."
                            .formatted(key, value);
        }
    }

    /** A committed version was made of one that an aborted transaction wrote. */
    record DirtyUpdate(Transaction aborted, Transaction committed, Value key, Value value, Value later)
            implements Anomaly {
        @Override
        public String name() {
            return "dirty-update";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(aborted, committed);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T1 aborted, and yet the value %s that T2 wrote to %s stands behind the value %s of T1."
                            .formatted(later, key, value);
        }
    }

    /** Two transactions read the same version and both replaced it: one of them did not see the other's. */
    record LostUpdate(Transaction one, Transaction other, Value key, Value read) implements Anomaly {
        @Override
        public String name() {
            return "lost-update";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(one, other);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " both read %s as %s, and both wrote it: the later of them lost the update of the other."
                            .formatted(key, read);
        }
    }

    /** A transaction did not see what it had written itself, or saw a key change under it. */
    record Internal(Transaction transaction, Value key, Value read, Unseen unseen) implements Anomaly {
        /** What it should have seen. */
        public enum Unseen {
            OWN_WRITE("internal"),
            OWN_READ("fuzzy-read");

            private final String anomaly;

            Unseen(String anomaly) {
                this.anomaly = anomaly;
            }

            String anomaly() {
                return anomaly;
            }
        }

        /** Elle calls both internal; a read that cannot be repeated is ANSI's P2, a fuzzy read. */
        @Override
        public String name() {
            return unseen.anomaly;
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(transaction);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T1 read %s as %s, which does not agree with what it had %s itself before."
                            .formatted(key, read, unseen == Unseen.OWN_WRITE ? "written" : "read");
        }
    }

    /** A transaction read what it wrote only later. */
    record FutureRead(Transaction transaction, Value key, Value value) implements Anomaly {
        @Override
        public String name() {
            return "future-read";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(transaction);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T1 read the value %s of %s before it wrote it itself.".formatted(value, key);
        }
    }

    /** A transaction read what nobody ever wrote. */
    record GarbageRead(Transaction reader, Value key, Value value) implements Anomaly {
        @Override
        public String name() {
            return "garbage-read";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(reader);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T1 read the value %s of %s, which no transaction wrote.".formatted(value, key);
        }
    }

    /** A list had an element twice that was appended once. */
    record DuplicateElements(Transaction reader, Value key, Value value) implements Anomaly {
        @Override
        public String name() {
            return "duplicate-elements";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(reader);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T1 read %s with the value %s in it more than once.".formatted(key, value);
        }
    }

    /** Two lists were read at one key, and neither begins with the other: there is no order of its versions. */
    record IncompatibleOrder(Transaction one, Transaction other, Value key, Value read, Value otherRead)
            implements Anomaly {
        @Override
        public String name() {
            return "incompatible-order";
        }

        @Override
        public List<Transaction> transactions() {
            return one.equals(other) ? List.of(one) : List.of(one, other);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " %s was read as %s and as %s: no list that only grows was ever both."
                            .formatted(key, read, otherRead);
        }
    }

    /** What a transaction appended to one list was read in another order than its own, or the later without the earlier. */
    record ReorderedAppends(Transaction reader, Transaction writer, Value key, Value earlier, Value later)
            implements Anomaly {
        @Override
        public String name() {
            return "reordered-appends";
        }

        @Override
        public List<Transaction> transactions() {
            return reader.equals(writer) ? List.of(writer) : List.of(writer, reader);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T1 appended %s to %s before %s, but %s was read without %s before it."
                            .formatted(earlier, key, later, later, earlier);
        }
    }

    /** The versions of a register cannot be put in order: each comes before itself. */
    record CyclicVersions(Value key, List<Value> versions, List<Transaction> transactions) implements Anomaly {
        public CyclicVersions {
            versions = List.copyOf(versions);
            transactions = List.copyOf(transactions);
        }

        @Override
        public String name() {
            return "cyclic-versions";
        }

        @Override
        public String explain() {
            return Prose.let(transactions)
                    + " the versions %s of %s would each have to come before the others.".formatted(versions, key);
        }
    }

    /** A transaction saw one write of another and, later, not another write of it (Bailis et al., VLDB 2014). */
    record ObservedTransactionVanishes(Transaction reader, Transaction writer, Value seen, Value missed)
            implements Anomaly {
        @Override
        public String name() {
            return "observed-transaction-vanishes";
        }

        @Override
        public List<Transaction> transactions() {
            return List.of(writer, reader);
        }

        @Override
        public String explain() {
            return Prose.let(transactions())
                    + " T2 saw what T1 wrote to %s, and afterwards did not see what T1 wrote to %s."
                            .formatted(seen, missed);
        }
    }

    /** Transactions each of which comes before the next, and the last before the first. */
    record Cycle(Phenomenon phenomenon, Ordering ordering, List<Dependency> dependencies) implements Anomaly {
        public Cycle {
            dependencies = List.copyOf(dependencies);
        }

        @Override
        public String name() {
            return phenomenon.label() + ordering.suffix();
        }

        /**
         * Whether it is a cycle of beginnings and commits even if writers of one key may overlap. An anti-dependency says
         * that its reader began before the writer committed; so the edge before it must lead to the reader's beginning,
         * as a read does, and not to its commit, as a write does.
         */
        boolean isOfSnapshots() {
            for (int i = 0; i < dependencies.size(); i++) {
                Dependency.Kind before = dependencies.get(i).kind();
                Dependency.Kind next =
                        dependencies.get((i + 1) % dependencies.size()).kind();
                if (next == Dependency.Kind.RW && (before == Dependency.Kind.WW || before == Dependency.Kind.RW)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public List<Transaction> transactions() {
            return dependencies.stream().map(Dependency::from).toList();
        }

        @Override
        public String explain() {
            List<String> lines = new ArrayList<>();
            int last = dependencies.size() - 1;
            for (int i = 0; i <= last; i++) {
                lines.add("  - %sT%d < T%d, because %s%s"
                        .formatted(
                                i == last ? "however, " : "",
                                i + 1,
                                (i + 1) % (last + 1) + 1,
                                dependencies.get(i).reason(),
                                i == last ? ": a contradiction." : "."));
            }
            return Prose.let(transactions()) + "\n" + String.join("\n", lines);
        }
    }

    /** How explanations begin. */
    final class Prose {
        private Prose() {}

        static String let(List<Transaction> transactions) {
            StringBuilder text = new StringBuilder("Let:\n");
            for (int i = 0; i < transactions.size(); i++) {
                text.append(String.format(
                        Locale.ROOT, "  T%d = %s\n", i + 1, transactions.get(i).describe()));
            }
            return text.append("Then:").toString();
        }
    }
}

package next700.quorums;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What the quorums of a system have in common, by which what was written is read: with servers that crash, or that lie.
 *
 * <p>Each is looked at by enumeration: every pair of minimal quorums. (What holds of these holds of larger ones, except {@link #OPAQUE},
 * whose readers therefore count the answers of a minimal quorum, and no more.)
 */
public enum Property {
    /** Any two quorums meet. */
    INTERSECTION("Q1 and Q2 have a server in common") {
        @Override
        boolean holds(ServerSet written, ServerSet read, FailProne failing) {
            return !written.and(read).isEmpty();
        }
    },
    /** D1 of Malkhi and Reiter, Definition 5.1: they meet in a server that does not fail. */
    DISSEMINATION("Q1 and Q2 have a server in common that does not fail: no B contains what they share (D1)") {
        @Override
        boolean holds(ServerSet written, ServerSet read, FailProne failing) {
            return !failing.covers(written.and(read), 1);
        }
    },
    /** M1 of Definition 4.1: those of the intersection that do not fail could not all be failing. */
    MASKING("what Q1 and Q2 share without B1 is in no B2 (M1)") {
        @Override
        boolean holds(ServerSet written, ServerSet read, FailProne failing) {
            return !failing.covers(written.and(read), 2);
        }
    },
    /** O1 and O2 of Definition 5.10: they outnumber those that answer anything else. */
    OPAQUE("of Q2, those of Q1 without B are no fewer than the others, and more than those of B (O1, O2)") {
        @Override
        boolean holds(ServerSet written, ServerSet read, FailProne failing) {
            ServerSet both = written.and(read);
            if (failing instanceof FailProne.UpTo upTo) {
                // The worst that f servers can do is to fail where the quorums meet.
                int failed = Math.min(upTo.f(), both.size());
                int spare = Math.min(upTo.f() - failed, read.size() - both.size());
                return both.size() - failed >= failed + read.size() - both.size()
                        && both.size() - failed > failed + spare;
            }
            return failing.maximal().allMatch(failed -> {
                int left = both.minus(failed).size();
                return left >= read.and(failed).or(read.minus(written)).size()
                        && left > read.and(failed).size();
            });
        }
    };

    /** As many pairs of quorums as are looked at. */
    public static final long MOST_PAIRS = 20_000_000;

    private final String meaning;

    Property(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** Of two quorums. */
    abstract boolean holds(ServerSet written, ServerSet read, FailProne failing);

    /** Two quorums that do not have the property. */
    public record Breach(Property property, ServerSet written, ServerSet read) {
        public ServerSet common() {
            return written.and(read);
        }
    }

    /** What was found of a pair of systems. */
    public sealed interface Finding {
        /** Every pair of minimal quorums has the property. */
        record Holds(long pairs) implements Finding {}

        /** One quorum that is written has it with every one that is read; by symmetry so has every other. */
        record HoldsBySymmetry(int leastCommon) implements Finding {}

        /** These do not. */
        record Broken(Breach breach) implements Finding {}

        /** There are more than can be looked at. */
        record TooMany(long most) implements Finding {}
    }

    /** Of any two quorums of a system. */
    public Finding of(QuorumSystem system, FailProne failing) {
        return of(system, system, failing);
    }

    /**
     * Of any quorum that is written and any that is read.
     *
     * @return the smallest counterexample if there is one: the fewest servers in common, then the smallest quorums, then the
     *     earliest servers
     */
    public Finding of(QuorumSystem written, QuorumSystem read, FailProne failing) {
        int most = (int) Math.sqrt(MOST_PAIRS);
        List<ServerSet> writes = written.minimal().limit(most + 1L).toList();
        List<ServerSet> reads =
                written.equals(read) ? writes : read.minimal().limit(most + 1L).toList();
        if (writes.size() > most || reads.size() > most) {
            return written.isSymmetric() && read.isSymmetric() && failing instanceof FailProne.UpTo
                    ? bySymmetry(writes.getFirst(), read, failing)
                    : new Finding.TooMany(MOST_PAIRS);
        }
        Optional<Breach> smallest = Optional.empty();
        for (ServerSet one : writes) {
            for (ServerSet other : reads) {
                if (!holds(one, other, failing)) {
                    Breach found = new Breach(this, one, other);
                    smallest = Optional.of(
                            smallest.map(best -> SMALLER.apply(best, found)).orElse(found));
                }
            }
        }
        return smallest.<Finding>map(Finding.Broken::new)
                .orElse(new Finding.Holds((long) writes.size() * reads.size()));
    }

    /**
     * Where any f may fail, and all quorums that are read are as large, a pair is the worse the fewer servers it has in common: the
     * quorum that has fewest with one that was written is the lightest, if these weigh 1 and the others nothing.
     */
    private Finding bySymmetry(ServerSet written, QuorumSystem read, FailProne failing) {
        double[] weights = new double[read.servers()];
        written.members().forEach(server -> weights[server] = 1);
        ServerSet fewest = read.lightest(weights);
        Breach pair = new Breach(this, written, fewest);
        return holds(written, fewest, failing)
                ? new Finding.HoldsBySymmetry(pair.common().size())
                : new Finding.Broken(pair);
    }

    private static final BinaryOperator<Breach> SMALLER = BinaryOperator.minBy(
            Comparator.comparingInt((Breach breach) -> breach.common().size())
                    .thenComparing(Breach::written)
                    .thenComparing(Breach::read));
}

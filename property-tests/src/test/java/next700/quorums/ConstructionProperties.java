package next700.quorums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Each construction beside its definition, looked up in every set of up to twelve servers. */
class ConstructionProperties {
    /** A construction, and the definition of its quorums as its paper writes it. */
    record Defined(QuorumSystem system, Predicate<ServerSet> definition) {
        @Override
        public String toString() {
            return system.title();
        }
    }

    @Provide
    Arbitrary<Defined> constructions() {
        return Arbitraries.oneOf(thresholds(), weighted(), grids(), bGrids());
    }

    private static Arbitrary<Defined> thresholds() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 10),
                        Arbitraries.integers().between(1, 10))
                .as((n, size) -> {
                    int needed = Math.min(n, size);
                    return new Defined(
                            Voting.anyOf("any " + needed + " of " + n, n, needed), set -> set.size() >= needed);
                });
    }

    private static Arbitrary<Defined> weighted() {
        return Arbitraries.integers()
                .between(1, 9)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(weights -> {
                    int all = weights.stream().mapToInt(Integer::intValue).sum();
                    return new Defined(
                            Systems.weightedMajority(weights),
                            set -> 2
                                            * set.members().stream()
                                                    .mapToInt(weights::get)
                                                    .sum()
                                    > all);
                });
    }

    private static Arbitrary<Defined> grids() {
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 4);
        Arbitrary<Integer> some = Arbitraries.integers().between(0, 4);
        return Combinators.combine(side, Arbitraries.integers().between(1, 3), some, some)
                .as((rows, columns, fullRows, fullColumns) -> {
                    int a = Math.min(rows, fullRows);
                    int b = a == 0 ? Math.max(1, Math.min(columns, fullColumns)) : Math.min(columns, fullColumns);
                    return new Defined(
                            new Grid("grid", rows, columns, a, b),
                            set -> lines(set, rows, columns, true) >= a && lines(set, rows, columns, false) >= b);
                });
    }

    private static int lines(ServerSet set, int rows, int columns, boolean areRows) {
        int full = 0;
        for (int i = 0; i < (areRows ? rows : columns); i++) {
            boolean all = true;
            for (int j = 0; j < (areRows ? columns : rows); j++) {
                all &= set.contains(areRows ? i * columns + j : j * columns + i);
            }
            full += all ? 1 : 0;
        }
        return full;
    }

    private static Arbitrary<Defined> bGrids() {
        Arbitrary<Integer> some = Arbitraries.integers().between(1, 3);
        return Combinators.combine(some, some, some)
                .as((columns, bands, rows) -> List.of(columns, bands, rows))
                .filter(shape -> shape.get(0) * shape.get(1) * shape.get(2) <= 12)
                .map(shape -> new Defined(
                        new BGrid(shape.get(0), shape.get(1), shape.get(2)),
                        set -> isBGridQuorum(set, shape.get(0), shape.get(1), shape.get(2))));
    }

    /** A mini-column in every band, and an element of each mini-column of one band. */
    private static boolean isBGridQuorum(ServerSet set, int columns, int bands, int rows) {
        int full = 0;
        int covered = 0;
        for (int band = 0; band < bands; band++) {
            boolean isFull = false;
            boolean isCovered = true;
            for (int column = 0; column < columns; column++) {
                int there = 0;
                for (int row = 0; row < rows; row++) {
                    there += set.contains((band * columns + column) * rows + row) ? 1 : 0;
                }
                isFull |= there == rows;
                isCovered &= there > 0;
            }
            full += isFull ? 1 : 0;
            covered += isCovered ? 1 : 0;
        }
        return full == bands && covered > 0;
    }

    private static Stream<ServerSet> sets(int n) {
        return Stream.iterate(0L, bits -> bits < 1L << n, bits -> bits + 1).map(bits -> new ServerSet(bits, 0));
    }

    @Property(tries = 150)
    void aSetIsAQuorumIfAndOnlyIfTheDefinitionSaysSo(@ForAll("constructions") Defined defined) {
        assertThat(sets(defined.system().servers()))
                .allSatisfy(set -> assertThat(defined.system().isQuorum(set))
                        .as("%s", set)
                        .isEqualTo(defined.definition().test(set)));
    }

    @Property(tries = 150)
    void theMinimalQuorumsAreThoseOfWhichNothingCanBeLeftOutAndEachComesOnce(@ForAll("constructions") Defined defined) {
        List<ServerSet> expected = sets(defined.system().servers())
                .filter(defined.definition())
                .filter(set -> set.members().stream()
                        .noneMatch(server -> defined.definition().test(set.minus(ServerSet.of(server)))))
                .toList();

        assertThat(defined.system().minimal()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 150)
    void theProfileCountsTheQuorumsOfEachSize(@ForAll("constructions") Defined defined) {
        int n = defined.system().servers();
        List<BigInteger> counted = new ArrayList<>(Collections.nCopies(n + 1, BigInteger.ZERO));
        sets(n).filter(defined.definition())
                .forEach(set -> counted.set(set.size(), counted.get(set.size()).add(BigInteger.ONE)));

        assertThat(defined.system().profile().counts()).isEqualTo(counted);
    }

    @Property(tries = 100)
    void theFailureProbabilityIsThatOfAllSetsThatAreNoQuorum(
            @ForAll("constructions") Defined defined, @ForAll("probabilities") double p) {
        int n = defined.system().servers();
        double expected = sets(n).filter(defined.definition().negate())
                .mapToDouble(up -> Math.pow(1 - p, up.size()) * Math.pow(p, n - up.size()))
                .sum();

        assertThat(defined.system().profile().failureProbability(p)).isCloseTo(expected, within(1e-12));
    }

    @Provide
    Arbitrary<Double> probabilities() {
        return Arbitraries.of(0.0, 0.01, 0.1, 0.25, 0.5, 0.9, 1.0);
    }

    @Property(tries = 100)
    void theLightestQuorumWeighsNoMoreThanAny(@ForAll("constructions") Defined defined, @ForAll long seed) {
        double[] weights = new java.util.Random(seed)
                .doubles(defined.system().servers())
                .map(weight -> Math.round(weight * 8) / 8.0)
                .toArray();
        ServerSet lightest = defined.system().lightest(weights);

        assertThat(defined.definition().test(lightest)).isTrue();
        assertThat(Grid.weight(lightest, weights))
                .isCloseTo(
                        defined.system()
                                .minimal()
                                .mapToDouble(quorum -> Grid.weight(quorum, weights))
                                .min()
                                .orElseThrow(),
                        within(1e-9));
    }

    @Property(tries = 100)
    void resilienceIsTheMostCrashesOfWhichEachChoiceLeavesAQuorum(@ForAll("constructions") Defined defined) {
        int n = defined.system().servers();
        int smallestHit = sets(n).filter(
                        failed -> !defined.definition().test(ServerSet.first(n).minus(failed)))
                .mapToInt(ServerSet::size)
                .min()
                .orElseThrow();

        assertThat(defined.system().profile().resilience()).isEqualTo(smallestHit - 1);
        assertThat(Availability.broken(defined.system(), new FailProne.UpTo(n, smallestHit)))
                .get()
                .satisfies(hit -> assertThat(hit.size()).isEqualTo(smallestHit))
                .satisfies(hit -> assertThat(
                                defined.definition().test(ServerSet.first(n).minus(hit)))
                        .isFalse());
        assertThat(Availability.broken(defined.system(), new FailProne.UpTo(n, smallestHit - 1)))
                .isEmpty();
    }

    /** Any fail-prone system of six servers, with any quorums: both by the letter of Malkhi and Reiter's definitions. */
    @Property(tries = 300)
    void thePropertiesAreThoseOfTheDefinitions(
            @ForAll("families") List<ServerSet> quorums, @ForAll("families") List<ServerSet> failing) {
        Listed system = new Listed("any", 6, quorums);
        FailProne.Sets prone = new FailProne.Sets(6, failing);
        List<ServerSet> all = system.quorums();

        assertThat(isBroken(next700.quorums.Property.DISSEMINATION, system, prone))
                .isEqualTo(all.stream()
                        .anyMatch(one -> all.stream()
                                .anyMatch(other -> failing.stream().anyMatch(b -> b.containsAll(one.and(other))))));
        assertThat(isBroken(next700.quorums.Property.MASKING, system, prone))
                .isEqualTo(all.stream()
                        .anyMatch(one -> all.stream()
                                .anyMatch(other -> failing.stream()
                                        .anyMatch(b1 -> failing.stream()
                                                .anyMatch(b2 -> b2.containsAll(
                                                        one.and(other).minus(b1)))))));
        assertThat(isBroken(next700.quorums.Property.OPAQUE, system, prone))
                .isEqualTo(all.stream()
                        .anyMatch(q1 -> all.stream()
                                .anyMatch(q2 -> prone.maximal()
                                        .anyMatch(b -> q1.and(q2).minus(b).size()
                                                        < q2.and(b)
                                                                .or(q2.minus(q1))
                                                                .size()
                                                || q1.and(q2).minus(b).size()
                                                        <= q2.and(b).size()))));
        assertThat(Availability.broken(system, prone).isPresent())
                .isEqualTo(failing.stream()
                        .anyMatch(b -> all.stream().noneMatch(q -> q.and(b).isEmpty())));
    }

    /** Where any f may fail, the shortcut of the threshold says what the list of all sets says. */
    @Property(tries = 200)
    void aThresholdIsTheListOfItsSets(@ForAll("families") List<ServerSet> quorums, @ForAll("upToTwo") int f) {
        Listed system = new Listed("any", 6, quorums);
        FailProne threshold = new FailProne.UpTo(6, f);
        FailProne listed = new FailProne.Sets(6, threshold.maximal().toList());

        for (next700.quorums.Property property : next700.quorums.Property.values()) {
            assertThat(property.of(system, threshold)).as("%s", property).isEqualTo(property.of(system, listed));
        }
        assertThat(Availability.broken(system, threshold)).isEqualTo(Availability.broken(system, listed));
    }

    /** What is said of all pairs because of one: any quorum has as few in common with some other. */
    @Property(tries = 150)
    void inASymmetricSystemEveryQuorumMeetsSomeOtherInAsFewServers(@ForAll("constructions") Defined defined) {
        QuorumSystem system = defined.system();
        if (system.isSymmetric()) {
            List<ServerSet> quorums = system.minimal().toList();
            assertThat(quorums.stream()
                            .map(one -> quorums.stream()
                                    .mapToInt(other -> one.and(other).size())
                                    .min()
                                    .orElseThrow())
                            .distinct())
                    .hasSize(1);
            assertThat(quorums.stream().map(ServerSet::size).distinct()).hasSize(1);
        }
    }

    @Provide
    Arbitrary<Integer> upToTwo() {
        return Arbitraries.integers().between(0, 2);
    }

    @Provide
    Arbitrary<List<ServerSet>> families() {
        return Arbitraries.longs()
                .between(1, 63)
                .map(bits -> new ServerSet(bits, 0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static boolean isBroken(next700.quorums.Property property, QuorumSystem system, FailProne failing) {
        return property.of(system, failing) instanceof next700.quorums.Property.Finding.Broken;
    }

    @Property(tries = 200)
    void setsOfServersAreSets(@ForAll("members") List<Integer> one, @ForAll("members") List<Integer> other) {
        ServerSet a = of(one);
        ServerSet b = of(other);

        assertThat(a.members()).isEqualTo(one.stream().distinct().sorted().toList());
        assertThat(a.and(b).members())
                .isEqualTo(a.members().stream().filter(b.members()::contains).toList());
        assertThat(a.minus(b).members())
                .isEqualTo(a.members().stream()
                        .filter(server -> !b.contains(server))
                        .toList());
        assertThat(a.or(b).containsAll(a)).isTrue();
        assertThat(a.containsAll(b)).isEqualTo(a.members().containsAll(b.members()));
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        assertThat(a.size()).isEqualTo(a.members().size());
    }

    private static ServerSet of(List<Integer> members) {
        return ServerSet.of(members.stream().mapToInt(Integer::intValue).toArray());
    }

    @Provide
    Arbitrary<List<Integer>> members() {
        return Arbitraries.integers().between(0, ServerSet.MOST - 1).list().ofMaxSize(12);
    }

    @Property(tries = 60)
    void asManyServersAsThereCanBe(@ForAll("sizes") int n) {
        assertThat(ServerSet.first(n).members())
                .isEqualTo(Stream.iterate(0, i -> i + 1).limit(n).toList());
        assertThat(Optional.of(ServerSet.first(n)))
                .hasValueSatisfying(all -> assertThat(all.size()).isEqualTo(n));
        double[] ones = new double[Math.max(1, n)];
        Arrays.fill(ones, 1);
        assertThat(Systems.majority(Math.max(1, n)).lightest(ones).size()).isEqualTo(Math.max(1, n) / 2 + 1);
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(0, ServerSet.MOST);
    }
}

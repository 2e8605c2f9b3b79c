package next700.cli.quorums;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import next700.quorums.Availability;
import next700.quorums.Listed;
import next700.quorums.Property;
import next700.quorums.Property.Finding;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;
import next700.report.Section;
import next700.report.Verdict;

/** What is so of one quorum system: its property, with the smallest counterexample, and its figures. */
final class OwnChecks {
    /** As many quorums of a strategy as are shown. */
    private static final int MOST_SHOWN = 40;

    private final OwnSystem own;
    private final double p;

    OwnChecks(OwnSystem own, double p) {
        this.own = own;
        this.p = p;
    }

    Section run() {
        long start = System.nanoTime();
        Section section = new Section(
                "Quorum system",
                "Any two quorums have in common what they must, and a quorum is left whatever may fail: "
                        + own.failing().title() + ".");
        List<Verdict> verdicts = new ArrayList<>();
        verdicts.add(property(section));
        verdicts.add(availability(section, own.writes()));
        if (!own.reads().equals(own.writes())) {
            verdicts.add(availability(section, own.reads()));
        }
        figures(section, own.writes());
        if (!own.reads().equals(own.writes())) {
            figures(section, own.reads());
        }
        Verdict verdict = Verdict.worst(verdicts);
        return section.settle(
                verdict,
                switch (verdict) {
                    case HOLDS -> "it is a quorum system with the property " + word();
                    case VIOLATED -> "it has not the property " + word() + ", or none is left";
                    case UNKNOWN -> "there are too many quorums to look at each pair";
                },
                (System.nanoTime() - start) / 1e9);
    }

    private String word() {
        return own.property().name().toLowerCase(Locale.ROOT);
    }

    private Verdict property(Section section) {
        return switch (own.property().of(own.writes(), own.reads(), own.failing())) {
            case Finding.Holds holds -> {
                section.result("%s: each of %,d pairs of quorums has it".formatted(word(), holds.pairs()));
                yield Verdict.HOLDS;
            }
            case Finding.HoldsBySymmetry holds -> {
                section.result(
                        "%s: one quorum has it with every other, and so has each, by symmetry; the fewest in common are %d"
                                .formatted(word(), holds.leastCommon()));
                yield Verdict.HOLDS;
            }
            case Finding.TooMany many -> {
                section.result("%s: not looked at, since there are more than %,d pairs of quorums"
                        .formatted(word(), many.most()));
                yield Verdict.UNKNOWN;
            }
            case Finding.Broken broken -> {
                section.result(word() + ": the smallest counterexample is " + counterexample(broken.breach()));
                section.say("Needed is: " + own.property().meaning() + ".");
                yield Verdict.VIOLATED;
            }
        };
    }

    private String counterexample(Property.Breach breach) {
        String quorums = "Q1 = %s and Q2 = %s, which have %s in common"
                .formatted(named(breach.written()), named(breach.read()), named(breach.common()));
        List<ServerSet> blamed = blamed(breach);
        if (blamed.isEmpty()) {
            return quorums;
        }
        String failing = blamed.stream().map(this::named).collect(Collectors.joining(" and "));
        String why = quorums + ", all of it in " + failing
                + (blamed.size() == 1 ? ", which may fail" : ", each of which may fail");
        return own.isDerived()
                ? why
                        + ": together with the servers that are not in Q1, and those not in Q2, these are all servers,"
                        + " so that no system will do"
                : why;
    }

    /** The sets that may fail and contain what two quorums share: one, or two; none for properties that count. */
    private List<ServerSet> blamed(Property.Breach breach) {
        if (breach.common().isEmpty() || own.property() == Property.OPAQUE || own.property() == Property.INTERSECTION) {
            return List.of();
        }
        List<ServerSet> sets = own.failing().maximal().toList();
        Optional<ServerSet> one =
                sets.stream().filter(set -> set.containsAll(breach.common())).findFirst();
        if (one.isPresent()) {
            return List.of(one.get());
        }
        return sets.stream()
                .flatMap(first -> sets.stream()
                        .filter(second -> first.or(second).containsAll(breach.common()))
                        .map(second -> List.of(first, second)))
                .findFirst()
                .orElse(List.of());
    }

    private Verdict availability(Section section, QuorumSystem system) {
        Optional<ServerSet> failed = Availability.broken(system, own.failing());
        section.result(failed.map(set -> system.title() + ": if " + named(set) + " fail, no quorum is left")
                .orElse(system.title() + ": a quorum is left whatever may fail"));
        return failed.isPresent() ? Verdict.VIOLATED : Verdict.HOLDS;
    }

    private void figures(Section section, QuorumSystem system) {
        Load load = Load.of(system);
        int least = system.smallest();
        section.result(String.format(
                Locale.ROOT,
                "%s: smallest quorum %d of %d, load %.4f (error at most %.0e), no quorum left with probability %s"
                        + " where each server is down with %s%s",
                system.title(),
                least,
                system.servers(),
                load.value(),
                Math.max(load.error(), 1e-9),
                FailureProbability.of(system, p),
                p,
                resilience(system)));
        section.table(
                "The strategy that has this load: how often which quorum is chosen"
                        + (load.strategy().size() > MOST_SHOWN ? " (the first " + MOST_SHOWN + ")" : ""),
                List.of("quorum of " + system.title(), "share"),
                load.strategy().entrySet().stream()
                        .limit(MOST_SHOWN)
                        .map(entry ->
                                List.of(named(entry.getKey()), String.format(Locale.ROOT, "%.4f", entry.getValue())))
                        .toList());
    }

    /** The sets of many servers are too many to be counted. */
    private static String resilience(QuorumSystem system) {
        return system instanceof Listed && system.servers() > Listed.MOST_COUNTED
                ? ""
                : ", resilience " + system.profile().resilience();
    }

    private String named(ServerSet set) {
        return set.named(own.names());
    }
}

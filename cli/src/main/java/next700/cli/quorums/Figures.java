package next700.cli.quorums;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import next700.quorums.Availability;
import next700.quorums.FailProne;
import next700.quorums.Profile;
import next700.quorums.Property;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;

/**
 * What was computed of a construction with n servers, and where that is not what is printed.
 *
 * @param property what the enumeration of pairs of quorums found
 * @param unavailable the smallest set that may fail and leaves no quorum
 */
record Figures(
        Construction construction,
        QuorumSystem system,
        int f,
        double p,
        Property.Finding property,
        Optional<ServerSet> unavailable,
        Load load,
        Profile profile) {
    private static final double ROUNDING = 1e-6;

    /**
     * Computes them.
     *
     * @throws IllegalArgumentException if n and f do not fit the construction
     */
    static Figures of(Construction construction, int n, int f, double p) {
        int faults = construction.toleratesLiars() ? f : 0;
        QuorumSystem system = construction.system().of(n, faults);
        FailProne failing = new FailProne.UpTo(n, faults);
        QuorumSystem written =
                construction.written().map(maker -> maker.of(n, faults)).orElse(system);
        return new Figures(
                construction,
                system,
                faults,
                p,
                construction.property().of(written, system, failing),
                Availability.broken(system, failing),
                Load.of(system),
                system.profile());
    }

    int n() {
        return system.servers();
    }

    double failureProbability() {
        return profile.failureProbability(p);
    }

    /** No system has less: by its smallest quorum and by what two of them share. */
    double leastLoad() {
        return construction.leastLoad(n(), f, system.smallest());
    }

    OptionalDouble loadByFormula() {
        return construction
                .load()
                .map(formula -> OptionalDouble.of(formula.of(n(), f)))
                .orElse(OptionalDouble.empty());
    }

    OptionalDouble resilienceByFormula() {
        return construction
                .resilience()
                .map(formula -> OptionalDouble.of(formula.of(n(), f)))
                .orElse(OptionalDouble.empty());
    }

    Optional<Construction.Range> failureByFormula() {
        return construction.failure().map(formula -> formula.of(n(), f, p));
    }

    /** Whether it was neither looked at nor is proved what quorums have in common. */
    boolean isUndecided() {
        return property instanceof Property.Finding.TooMany
                && construction.claim().isEmpty();
    }

    /** What is not as it is claimed or printed, a sentence each. */
    List<String> contradictions() {
        List<String> found = new ArrayList<>();
        String who = construction.name() + " of " + n() + (construction.toleratesLiars() ? ", f = " + f : "");
        if (property instanceof Property.Finding.Broken broken) {
            found.add("%s: of %s and %s only %s are common, and that is not: %s."
                    .formatted(
                            who,
                            broken.breach().written(),
                            broken.breach().read(),
                            broken.breach().common(),
                            construction.property().meaning()));
        }
        unavailable.ifPresent(failed -> found.add(who + ": if " + failed + " fail, no quorum is left."));
        loadByFormula().ifPresent(formula -> {
            if (Math.abs(formula - load.value()) > ROUNDING) {
                found.add(text("%s: the load is %.6f, and the formula says %.6f.", who, load.value(), formula));
            }
        });
        if (load.value() < leastLoad() - ROUNDING) {
            found.add(text("%s: the load is %.6f, less than its bound %.6f.", who, load.value(), leastLoad()));
        }
        resilienceByFormula().ifPresent(formula -> {
            if (Math.abs(formula - profile.resilience()) > ROUNDING) {
                found.add(text(
                        "%s: the resilience is %d, and the formula says %.2f.", who, profile.resilience(), formula));
            }
        });
        failureByFormula().ifPresent(range -> {
            if (!range.contains(failureProbability())) {
                found.add(text(
                        "%s: the failure probability is %.3e, and the formula says from %.3e to %.3e.",
                        who, failureProbability(), range.least(), range.most()));
            }
        });
        double least = Math.pow(p, profile.resilience() + 1.0);
        if (failureProbability() < least * (1 - ROUNDING)) {
            found.add(text(
                    "%s: the failure probability is %.3e, less than its bound p^(resilience+1) = %.3e.",
                    who, failureProbability(), least));
        }
        return found;
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}

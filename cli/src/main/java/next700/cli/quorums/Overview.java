package next700.cli.quorums;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import next700.quorums.Property;
import next700.report.Chart;
import next700.report.Chart.Point;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;

/** The constructions of the literature for many n, beside the formulas. */
final class Overview {
    private static final String LINE = "%-19s %4s %4s %8s %8s %8s %5s %8s %10s  %s";

    private final Progress progress;
    private final List<Construction> constructions;
    private final List<Integer> sizes;
    private final int f;
    private final double p;

    Overview(Progress progress, List<Construction> constructions, List<Integer> sizes, int f, double p) {
        this.progress = progress;
        this.constructions = constructions;
        this.sizes = sizes;
        this.f = f;
        this.p = p;
    }

    Section run() {
        Section section = new Section(
                "Constructions",
                "Load by linear programming, resilience and failure probability by counting sets are what the papers"
                        + " print, and the quorums have in common what they must.");
        progress.begin("quorum systems");
        long start = System.nanoTime();
        List<Figures> all = new ArrayList<>();
        for (Construction construction : constructions) {
            for (int n : sizes) {
                progress.at(construction.name() + " of " + n);
                if (fits(construction, n)) {
                    all.add(Figures.of(construction, n, f, p));
                }
            }
        }
        List<String> contradictions =
                all.stream().flatMap(one -> one.contradictions().stream()).toList();
        contradictions.forEach(section::say);
        show(section, all);
        String summary = all.isEmpty()
                ? "no construction fits any of these numbers of servers"
                : contradictions.isEmpty()
                        ? "%d systems of up to %d servers are what the formulas say"
                                .formatted(
                                        all.size(),
                                        all.stream().mapToInt(Figures::n).max().orElse(0))
                        : contradictions.size() + " figures are not what they should be";
        progress.end(summary);
        Verdict verdict = !contradictions.isEmpty()
                ? Verdict.VIOLATED
                : all.isEmpty() || all.stream().anyMatch(Figures::isUndecided) ? Verdict.UNKNOWN : Verdict.HOLDS;
        return section.settle(verdict, summary, (System.nanoTime() - start) / 1e9);
    }

    private boolean fits(Construction construction, int n) {
        try {
            construction.system().of(n, construction.toleratesLiars() ? f : 0);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void show(Section section, List<Figures> all) {
        List<String> columns = List.of(
                "construction", "n", "|Q|", "load", "formula", "bound", "res.", "formula", "F", "pairs of quorums");
        section.result(String.format(LINE, columns.toArray()));
        for (Construction construction : constructions) {
            all.stream()
                    .filter(one -> one.construction().equals(construction))
                    .reduce((before, last) -> last)
                    .ifPresent(largest ->
                            section.result(String.format(LINE, row(largest).toArray())));
        }
        section.result(String.format(
                Locale.ROOT,
                "(the largest of each that fits, f = %d liars in those for liars; F: no quorum is left where each"
                        + " server is down with p = %s; the page has all, and plots)",
                f,
                p));
        section.table("All", columns, all.stream().map(Overview::row).toList());
        charts(section, "Servers that crash", all, false);
        charts(section, "Servers that lie, f = " + f, all, true);
        section.table(
                "Where the figures stand",
                List.of("construction", "source", "what quorums have in common"),
                constructions.stream()
                        .map(one ->
                                List.of(one.name(), one.source(), one.property().meaning()))
                        .toList());
        section.say("The load is known to 1e-7; resilience and failure probability are exact but for the last rounding."
                + " Formulas are dashed in the plots. Where all pairs of quorums are too many, one quorum is held"
                + " against all where they are alike; of votes it is proved below for every n.");
    }

    private static List<String> row(Figures one) {
        return List.of(
                one.construction().name(),
                "" + one.n(),
                "" + one.system().smallest(),
                decimal(one.load().value()),
                optional(one.loadByFormula(), "%.4f"),
                decimal(one.leastLoad()),
                "" + one.profile().resilience(),
                optional(one.resilienceByFormula(), "%.0f"),
                String.format(Locale.ROOT, "%.2e", one.failureProbability()),
                switch (one.property()) {
                    case Property.Finding.Holds holds -> String.format(Locale.ROOT, "all %,d", holds.pairs());
                    case Property.Finding.HoldsBySymmetry holds -> "one with all, by symmetry";
                    case Property.Finding.Broken broken -> "broken";
                    case Property.Finding.TooMany many ->
                        one.construction().claim().orElse("too many to look at");
                });
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String optional(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    private void charts(Section section, String caption, List<Figures> all, boolean areLiars) {
        Chart load = Chart.of("load by servers", "servers", "load");
        Chart nines = Chart.of("availability by servers", "servers", "nines of availability: -log10 of F");
        for (Construction construction : constructions) {
            List<Figures> own = all.stream()
                    .filter(one -> one.construction().equals(construction))
                    .toList();
            if (construction.toleratesLiars() == areLiars && !own.isEmpty()) {
                load.curve(construction.name(), points(own, one -> one.load().value()));
                nines.curve(construction.name(), points(own, Overview::nines));
            }
        }
        for (Construction construction : constructions) {
            List<Figures> own = all.stream()
                    .filter(one -> one.construction().equals(construction))
                    .toList();
            if (construction.toleratesLiars() == areLiars
                    && own.size() > 1
                    && construction.load().isPresent()) {
                load.limit(
                        construction.name() + ", formula",
                        points(own, one -> one.loadByFormula().orElseThrow()));
            }
        }
        section.figure(caption + ": how often the busiest server takes part in an operation", load.toSvg());
        section.figure(
                caption + ": how probably a quorum is left, where each server is down with p = " + p, nines.toSvg());
    }

    private static List<Point> points(List<Figures> figures, ToDoubleFunction<Figures> value) {
        return figures.stream()
                .map(one -> new Point(one.n(), value.applyAsDouble(one)))
                .toList();
    }

    private static double nines(Figures figures) {
        return -Math.log10(Math.max(figures.failureProbability(), 1e-300));
    }
}

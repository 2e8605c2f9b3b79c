package next700.benchmarks.lcr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import next700.report.Chart;
import next700.report.Chart.Point;
import next700.report.Report;
import next700.report.Section;
import next700.report.Verdict;

/** What was measured beside what it should be, as a table and as a page. */
final class FigureReport {
    /** 1448 bytes of payload in the 1538 that a full frame takes up on the wire. */
    static final double THEORETICAL_LINK_MBPS = 100.0 * 1448 / 1538;

    private static final int SIZE_BYTES = 10_000;
    private static final int SMALL_BYTES = 100;
    private static final int MEMBERS = 5;
    private static final int FAIR_SENDERS = 3;
    private static final double OF_LIMIT = 0.97;
    private static final double OF_JGROUPS = 1.3;
    private static final double SMALL_OF_LINK = 0.85;
    private static final double SHARES_APART = 1;
    private static final double SLOWER = 2;
    private static final double LOOPBACK_PER_SECOND = 400_000;
    private static final double LOOPBACK_MBPS = 2000;
    private static final List<String> COLUMNS = List.of("figure", "measured", "target", "reached", "of theory");

    private static final List<String> ALL_COLUMNS =
            List.of("group", "phase", "Mb/s", "deliveries/s", "median ms", "99 % ms", "CPU %", "bytes each");

    private record Line(String figure, double measured, double target, boolean isAtMost, String ofTheory) {
        boolean isReached() {
            return isAtMost ? measured <= target : measured >= target;
        }

        List<String> cells() {
            return List.of(
                    figure,
                    number(measured),
                    (isAtMost ? "at most " : "at least ") + number(target),
                    isReached() ? "yes" : "no",
                    ofTheory);
        }
    }

    private final List<Result> results;
    private final List<String> failures;

    FigureReport(List<Result> results, List<String> failures) {
        this.results = results;
        this.failures = failures;
    }

    // --- finding results

    private List<Result> of(Protocol protocol, Predicate<Result> which) {
        return results.stream()
                .filter(result -> result.setting().protocol() == protocol)
                .filter(which)
                .sorted(Comparator.comparingInt(
                                (Result result) -> result.setting().members())
                        .thenComparingInt(result -> result.phase().senders()))
                .toList();
    }

    private static Predicate<Result> saturated(int sizeBytes) {
        return result -> !result.setting().isLoopback()
                && !result.phase().isPaced()
                && result.phase().sizeBytes() == sizeBytes;
    }

    private static Predicate<Result> loopback(int sizeBytes) {
        return result -> result.setting().isLoopback() && result.phase().sizeBytes() == sizeBytes;
    }

    private static boolean isOneToAll(Result result) {
        return result.phase().senders() == 1;
    }

    private static boolean isAllToAll(Result result) {
        return result.phase().senders() == result.setting().members();
    }

    private static Predicate<Result> members(int n) {
        return result -> result.setting().members() == n;
    }

    private double rawLink(int n) {
        return of(Protocol.RAW, members(n)).stream()
                .mapToDouble(Result::mbps)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double bound(Result result) {
        double n = result.setting().members();
        return isAllToAll(result) ? n / (n - 1) : 1;
    }

    // --- the table

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Result lcr : of(Protocol.LCR, saturated(SIZE_BYTES))) {
            if (isOneToAll(lcr) || isAllToAll(lcr)) {
                double limit = bound(lcr) * rawLink(lcr.setting().members());
                lines.add(new Line(
                        name(lcr) + ", Mb/s; limit " + number(limit),
                        lcr.mbps(),
                        OF_LIMIT * limit,
                        false,
                        percent(lcr.mbps() / (bound(lcr) * THEORETICAL_LINK_MBPS))));
            }
        }
        for (Protocol protocol : List.of(Protocol.JGROUPS_UDP_CREDITS, Protocol.JGROUPS_UDP_TUNED)) {
            of(protocol, saturated(SIZE_BYTES)).stream()
                    .filter(FigureReport::isAllToAll)
                    .forEach(jgroups -> timesJGroups(jgroups).ifPresent(lines::add));
        }
        for (Result lcr : of(Protocol.LCR, saturated(SIZE_BYTES))) {
            if (lcr.phase().senders() == FAIR_SENDERS && lcr.setting().members() == MEMBERS) {
                lines.add(new Line(
                        "3 of 5 senders, shares apart, percentage points", lcr.sharesApart(), SHARES_APART, true, ""));
            }
        }
        for (Result lcr : of(Protocol.LCR, saturated(SMALL_BYTES))) {
            double limit = bound(lcr) * rawLink(MEMBERS);
            lines.add(new Line(
                    name(lcr) + " of 100 B, Mb/s",
                    lcr.mbps(),
                    SMALL_OF_LINK * limit,
                    false,
                    percent(lcr.mbps() / (bound(lcr) * THEORETICAL_LINK_MBPS))));
        }
        for (int senders : new int[] {1, MEMBERS}) {
            responseTime(senders).ifPresent(lines::add);
        }
        of(Protocol.LCR, loopback(SMALL_BYTES))
                .forEach(lcr -> lines.add(new Line(
                        "loopback, 100 B, deliveries/s per process",
                        lcr.deliveriesPerSecond(),
                        LOOPBACK_PER_SECOND,
                        false,
                        "")));
        of(Protocol.LCR, loopback(SIZE_BYTES))
                .forEach(lcr ->
                        lines.add(new Line("loopback, 10 kB, Mb/s per process", lcr.mbps(), LOOPBACK_MBPS, false, "")));
        return lines;
    }

    /** Nobody is faster than n/(n-1) times a sequencer whose link is full. */
    private Optional<Line> timesJGroups(Result jgroups) {
        return same(jgroups)
                .map(lcr -> new Line(
                        name(lcr) + ", times " + jgroups.setting().protocol() + " (" + number(jgroups.mbps())
                                + " Mb/s)",
                        lcr.mbps() / jgroups.mbps(),
                        OF_JGROUPS,
                        false,
                        percent(lcr.mbps() / jgroups.mbps() / bound(lcr))));
    }

    private Optional<Result> same(Result other) {
        return of(Protocol.LCR, saturated(SIZE_BYTES)).stream()
                .filter(members(other.setting().members()))
                .filter(lcr -> lcr.phase().equals(other.phase()))
                .findFirst();
    }

    /** 10 % and 80 % of the load are the first and the last but one. */
    private Optional<Line> responseTime(int senders) {
        List<Result> loads = paced(Protocol.LCR, senders);
        if (loads.size() < 3) {
            return Optional.empty();
        }
        double low = loads.get(0).medianMillis();
        Result high = loads.get(loads.size() - 2);
        return Optional.of(new Line(
                name(high) + " at 80 % load, median response time, times that at 10 % (" + number(low) + " ms)",
                high.medianMillis() / low,
                SLOWER,
                true,
                ""));
    }

    private List<Result> paced(Protocol protocol, int senders) {
        return of(protocol, result -> result.phase().isPaced() && result.phase().senders() == senders).stream()
                .sorted(Comparator.comparingDouble(result -> result.phase().offeredMbps()))
                .toList();
    }

    private static String name(Result result) {
        return result.phase().senders() + "-to-" + result.setting().members();
    }

    String table() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines()) {
            text.append(String.format(
                    Locale.ROOT, "%-70s %12s  %-20s %-4s %s%n", line.cells().toArray()));
        }
        text.append(System.lineSeparator());
        String row = "%-34s %-14s %9s %12s %10s %9s %7s %12s%n";
        text.append(String.format(Locale.ROOT, row, ALL_COLUMNS.toArray()));
        all().forEach(cells -> text.append(String.format(Locale.ROOT, row, cells.toArray())));
        failures.forEach(
                failure -> text.append("not measured: ").append(failure).append(System.lineSeparator()));
        disordered()
                .forEach(result -> text.append("not one order: ").append(result).append(System.lineSeparator()));
        return text.toString();
    }

    private List<String> disordered() {
        return results.stream()
                .filter(result -> result.setting().protocol() != Protocol.RAW
                        && result.setting().protocol() != Protocol.RING)
                .filter(result -> !result.isOrdered())
                .map(result -> result.setting() + ", " + result.phase())
                .toList();
    }

    // --- the page

    Report page() {
        List<Section> sections = new ArrayList<>();
        sections.add(summary());
        sections.add(throughput());
        sections.add(fairness());
        sections.add(sizes());
        sections.add(responseTimes());
        sections.add(everything());
        return new Report(
                "LCR at the speed of the wire",
                "What does LCR reach on links of 100 Mbit/s, beside the limit, plain TCP and JGroups (thesis 2.6)?",
                List.of(
                        "Every member is a process in a network namespace of its own, with a link of 100 Mbit/s each way"
                                + " to one switch; all on one machine with "
                                + Runtime.getRuntime().availableProcessors() + " processors, Java "
                                + Runtime.version().feature() + ".",
                        "Payload of 10 kB messages over TCP on such a link: " + number(THEORETICAL_LINK_MBPS)
                                + " Mb/s at most. The raw link is what plain TCP reached here with every link loaded.",
                        "JGroups 5 with SEQUENCER over UDP multicast, its order not uniform; credits means smaller"
                                + " ones than it comes with, and tuned a window for each member's own messages besides."
                                + " A sequencer that fills its link leaves at most n/(n-1) times as much to anybody."),
                sections);
    }

    private Section summary() {
        List<Line> lines = lines();
        long missed = lines.stream().filter(line -> !line.isReached()).count();
        List<String> disordered = disordered();
        Section section = new Section("Figures", "The figures to reach, and whether they were.")
                .table("", COLUMNS, lines.stream().map(Line::cells).toList());
        failures.forEach(failure -> section.say("Not measured: " + failure));
        disordered.forEach(
                where -> section.say("Members differ in what they delivered, or had not all of it yet: " + where));
        Verdict verdict = missed > 0 || !disordered.isEmpty()
                ? Verdict.VIOLATED
                : failures.isEmpty() ? Verdict.HOLDS : Verdict.UNKNOWN;
        return section.settle(verdict, missed + " of " + lines.size() + " figures are missed", seconds());
    }

    private double seconds() {
        return results.stream()
                .mapToDouble(result -> result.samples().get(0).seconds())
                .sum();
    }

    private Section throughput() {
        Section section = new Section(
                "Throughput by the number of members",
                "Thesis Figures 2.13 and 2.14: 10 kB messages, 1-to-n and n-to-n.");
        section.figure("1-to-n", byMembers("1-to-n", FigureReport::isOneToAll).toSvg());
        section.figure("n-to-n", byMembers("n-to-n", FigureReport::isAllToAll).toSvg());
        return drawn(section);
    }

    private Chart byMembers(String title, Predicate<Result> which) {
        Chart chart = Chart.of(title, "members", "Mb/s delivered per process");
        ToDoubleFunction<Result> n = result -> result.setting().members();
        List<Result> lcr = of(Protocol.LCR, saturated(SIZE_BYTES).and(which));
        chart.curve("LCR", points(lcr, n, Result::mbps));
        chart.curve(
                "JGroups, tuned",
                points(of(Protocol.JGROUPS_UDP_TUNED, saturated(SIZE_BYTES).and(which)), n, Result::mbps));
        chart.limit("theory", points(lcr, n, result -> bound(result) * THEORETICAL_LINK_MBPS));
        return chart.limit(
                "raw link x bound",
                points(
                        lcr,
                        n,
                        result -> bound(result) * rawLink(result.setting().members())));
    }

    private Section fairness() {
        Predicate<Result> five = saturated(SIZE_BYTES).and(members(MEMBERS));
        ToDoubleFunction<Result> k = result -> result.phase().senders();
        Chart throughput = Chart.of("Throughput by senders", "senders of 5", "Mb/s delivered per process")
                .curve("fair", points(of(Protocol.LCR, five), k, Result::mbps))
                .curve("unfair", points(of(Protocol.LCR_UNFAIR, five), k, Result::mbps))
                .curve("JGroups, tuned", points(of(Protocol.JGROUPS_UDP_TUNED, five), k, Result::mbps))
                .limit("theory", points(of(Protocol.LCR, five), k, result -> bound(result) * THEORETICAL_LINK_MBPS));
        Chart shares = Chart.of("Largest less smallest share", "senders of 5", "percentage points")
                .curve("fair", points(of(Protocol.LCR, five), k, Result::sharesApart))
                .curve("unfair", points(of(Protocol.LCR_UNFAIR, five), k, Result::sharesApart))
                .curve("JGroups, tuned", points(of(Protocol.JGROUPS_UDP_TUNED, five), k, Result::sharesApart));
        List<List<String>> rows = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            of(protocol, five.and(result -> result.phase().senders() == FAIR_SENDERS))
                    .forEach(result -> rows.add(List.of(
                            protocol.toString(),
                            String.join(
                                    " / ",
                                    result.sharesPercent().stream()
                                            .map(FigureReport::number)
                                            .toList()))));
        }
        return drawn(
                new Section("Fairness", "Thesis Figures 2.9, 2.10 and 2.17, with the mechanism of 2.5.2 and without.")
                        .figure("", throughput.toSvg())
                        .figure("", shares.toSvg())
                        .table("Shares of 3 of 5 senders, percent", List.of("protocol", "shares"), rows));
    }

    private Section sizes() {
        Section section = new Section("Message size", "Thesis Figures 2.11 and 2.12: 5 members.");
        for (int senders : new int[] {1, MEMBERS}) {
            Chart chart = Chart.logarithmic(senders + "-to-5", "bytes", "Mb/s delivered per process");
            for (Protocol protocol : List.of(Protocol.LCR, Protocol.JGROUPS_UDP_TUNED)) {
                List<Result> bySize = of(
                                protocol,
                                result -> !result.setting().isLoopback()
                                        && !result.phase().isPaced()
                                        && result.setting().members() == MEMBERS
                                        && result.phase().senders() == senders)
                        .stream()
                        .sorted(Comparator.comparingInt(result -> result.phase().sizeBytes()))
                        .toList();
                chart.curve(
                        protocol.toString(),
                        points(bySize, result -> result.phase().sizeBytes(), Result::mbps));
            }
            section.figure(senders + "-to-5", chart.toSvg());
        }
        return drawn(section);
    }

    private Section responseTimes() {
        Section section = new Section(
                "Response time by load", "Thesis Figures 2.15 and 2.16: 5 members, 10 kB, until saturation.");
        for (int senders : new int[] {1, MEMBERS}) {
            Chart chart = Chart.of(senders + "-to-5", "Mb/s broadcast", "median, ms");
            for (Protocol protocol : List.of(Protocol.LCR, Protocol.JGROUPS_UDP_TUNED)) {
                chart.curve(
                        protocol.toString(),
                        points(
                                paced(protocol, senders),
                                result -> result.phase().offeredMbps(),
                                Result::medianMillis));
            }
            section.figure(senders + "-to-5", chart.toSvg());
        }
        return drawn(section);
    }

    private List<List<String>> all() {
        return results.stream()
                .map(result -> List.of(
                        result.setting().toString(),
                        result.phase().toString(),
                        number(result.mbps()),
                        number(result.deliveriesPerSecond()),
                        number(result.medianMillis()),
                        number(result.ninetyNinthMillis()),
                        number(result.cpuPercent()),
                        number(result.allocatedPerDelivery())))
                .toList();
    }

    private Section everything() {
        return drawn(new Section(
                        "All that was measured",
                        "Means over the members; CPU of one processor, per member; bytes allocated per delivery, what the"
                                + " load generator makes included.")
                .table("", ALL_COLUMNS, all()));
    }

    private static Section drawn(Section section) {
        return section.settle(Verdict.HOLDS, "measured", 0);
    }

    private static List<Point> points(
            List<Result> results, ToDoubleFunction<Result> across, ToDoubleFunction<Result> up) {
        return results.stream()
                .map(result -> new Point(across.applyAsDouble(result), up.applyAsDouble(result)))
                .filter(point -> Double.isFinite(point.y()))
                .toList();
    }

    private static String percent(double part) {
        return number(100 * part) + " %";
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 1000 ? "%.1f" : "%,.0f", value);
    }
}

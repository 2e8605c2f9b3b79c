package next700.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.audit.source.Layout;
import next700.audit.source.Revision;

/** Whether what was changed is executed when the adversary tries the code. */
record ExecutionCheck(Protocol head, TestBed bed, AuditOptions options, Budget budget, Findings findings) {
    /** Looks whether the lines that were changed are run at all: of what no run executes the adversary says nothing. */
    void run(Revision base, Set<String> changed) {
        Set<String> places = new TreeSet<>();
        for (String path : changed) {
            String now = head.revision().files().get(path);
            if (now != null
                    && path.endsWith(".java")
                    && head.map().allPackages().contains(Layout.packageOf(path))) {
                ChangedLines.of(base.files().getOrDefault(path, ""), now)
                        .forEach(line -> places.add(Layout.inSources(path) + ":" + line));
            }
        }
        if (places.isEmpty()) {
            return;
        }
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.EXECUTION, "changed lines", budget, true);
            return;
        }
        long start = System.nanoTime();
        TestBed.NotRun notRun =
                bed.watch(places, options.runs(), budget.atMost(options.budget().dividedBy(4)));
        boolean isCut = budget.refuted().isDone();
        findings.add(new Evidence(
                Evidence.Kind.EXECUTION,
                "changed lines",
                notRun.places().isEmpty()
                        ? Evidence.Status.SUPPORTS
                        : isCut ? Evidence.Status.NOTE : Evidence.Status.UNDECIDED,
                String.format(Locale.ROOT, "of %,d runs ", notRun.runs())
                        + (notRun.places().isEmpty()
                                ? "some execute each of them"
                                : "none executes " + ranges(notRun.places())
                                        + ", so that nobody has seen what is done there"),
                seconds(start)));
    }

    /** Lines that follow one another are told together. */
    private static String ranges(Set<String> places) {
        Map<String, TreeSet<Integer>> lines = new TreeMap<>();
        for (String place : places) {
            int colon = place.lastIndexOf(':');
            lines.computeIfAbsent(place.substring(place.lastIndexOf('/') + 1, colon), any -> new TreeSet<>())
                    .add(Integer.valueOf(place.substring(colon + 1)));
        }
        List<String> told = new ArrayList<>();
        lines.forEach((file, numbers) -> {
            int first = numbers.first();
            for (int line : numbers) {
                if (!numbers.contains(line + 1)) {
                    told.add(file + ":" + (first == line ? "" : first + "-") + line);
                    first = Optional.ofNullable(numbers.higher(line)).orElse(0);
                }
            }
        });
        return String.join(", ", told);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}

package next700.report;

import java.util.List;

/** Workflow commands of GitHub Actions, which shows them beside a job, or at a line of the change. */
public final class Annotation {
    private Annotation() {}

    /** What does not hold, without places. */
    public static List<String> of(Report report) {
        return report.sections().stream()
                .filter(section -> section.getVerdict() != Verdict.HOLDS)
                .map(section -> command(
                        section.getVerdict() == Verdict.VIOLATED ? "error" : "warning",
                        "",
                        report.title() + ", " + section.getTitle() + ": "
                                + section.getVerdict().word(),
                        section.getSummary()))
                .toList();
    }

    /**
     * One command.
     *
     * @param place such as {@code file=a.java,line=3}, or nothing
     */
    public static String command(String level, String place, String title, String message) {
        return "::%s %stitle=%s::%s"
                .formatted(level, place.isEmpty() ? "" : place + ",", escaped(title, true), escaped(message, false));
    }

    /** A place of which the path may have any characters. */
    public static String place(String path, int line) {
        return "file=%s,line=%d".formatted(escaped(path, true), line);
    }

    private static String escaped(String text, boolean isProperty) {
        String escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
        return isProperty ? escaped.replace(":", "%3A").replace(",", "%2C") : escaped;
    }
}

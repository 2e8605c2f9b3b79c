package next700.report;

import java.util.Locale;

/** A report in a few lines of Markdown, such as build servers show as the summary of a job. */
public final class Markdown {
    private Markdown() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder("### %s: %s%n%n"
                .formatted(escaped(report.title()), report.verdict().word()));
        text.append("| evidence | verdict | what was found | seconds |\n|---|---|---|---|\n");
        for (Section section : report.sections()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f |\n",
                    escaped(section.getTitle()),
                    section.getVerdict() == Verdict.HOLDS
                            ? section.getVerdict().word()
                            : "**" + section.getVerdict().word() + "**",
                    escaped(section.getSummary()),
                    section.getSeconds()));
        }
        for (Section section : report.sections()) {
            if (section.getVerdict() == Verdict.VIOLATED) {
                text.append("\n<details><summary>%s</summary>\n\n".formatted(escaped(section.getTitle())));
                section.story()
                        .lines()
                        .forEach(line -> text.append("    ").append(line).append('\n'));
                text.append("\n</details>\n");
            }
        }
        return text.append('\n').toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("\n", " ");
    }
}

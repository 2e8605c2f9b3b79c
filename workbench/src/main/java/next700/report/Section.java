package next700.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One piece of evidence: what was asked, what came out, and what there is to see. */
public final class Section {
    /** A table; every row has as many cells as there are columns. */
    public record Table(String caption, List<String> columns, List<List<String>> rows) {}

    /** A picture: markup, and the name of the script that it needs to be seen. */
    public record Figure(String caption, String markup, Optional<String> script) {}

    /** Text to be read as it stands, such as a counterexample or a command. */
    public record Listing(String caption, String text) {}

    private String title;
    private final String claim;
    private Verdict verdict = Verdict.UNKNOWN;
    private String summary = "";
    private double seconds;
    private final List<String> prose = new ArrayList<>();
    private final List<String> results = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<Listing> listings = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private Object data;

    public Section(String title, String claim) {
        this.title = title;
        this.claim = claim;
    }

    /** Says which of several runs the section is about. */
    public Section about(String run) {
        title += ", " + run;
        return this;
    }

    /** Settles the section: the verdict, what it rests on in one line, and how long it took. */
    public Section settle(Verdict settled, String line, double duration) {
        verdict = settled;
        summary = line;
        seconds = duration;
        return this;
    }

    public Section say(String paragraph) {
        prose.add(paragraph);
        return this;
    }

    /** A line of the result that a terminal shows, too. */
    public Section result(String line) {
        results.add(line);
        return this;
    }

    public Section table(String caption, List<String> columns, List<List<String>> rows) {
        tables.add(new Table(caption, columns, rows));
        return this;
    }

    public Section figure(String caption, String svg) {
        figures.add(new Figure(caption, svg, Optional.empty()));
        return this;
    }

    /** A history to move through: see {@link HistoryView}. */
    public Section history(String caption, String view) {
        figures.add(new Figure(caption, view, Optional.of("history-view")));
        return this;
    }

    /** A run to step through: see {@link RunView}. */
    public Section run(String caption, String view) {
        figures.add(new Figure(caption, view, Optional.of("run-view")));
        return this;
    }

    public Section listing(String caption, String text) {
        listings.add(new Listing(caption, text));
        return this;
    }

    /** A file that is written beside the page. */
    public Section beside(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** What machines get besides: it is written as JSON, and not shown. */
    public Section data(Object value) {
        data = value;
        return this;
    }

    /** All that is said of it, as text. */
    public String story() {
        StringBuilder text = new StringBuilder();
        prose.forEach(paragraph -> text.append(paragraph).append('\n'));
        listings.forEach(listing -> text.append(listing.caption())
                .append(":\n")
                .append(listing.text())
                .append('\n'));
        return text.toString();
    }

    public String getTitle() {
        return title;
    }

    public String getClaim() {
        return claim;
    }

    public Verdict getVerdict() {
        return verdict;
    }

    public String getSummary() {
        return summary;
    }

    public double getSeconds() {
        return seconds;
    }

    public List<String> getProse() {
        return prose;
    }

    /** What a terminal shows of the result, whatever the verdict. */
    @JsonIgnore
    public List<String> getResults() {
        return results;
    }

    public List<Table> getTables() {
        return tables;
    }

    @JsonIgnore
    public List<Figure> getFigures() {
        return figures;
    }

    public List<Listing> getListings() {
        return listings;
    }

    /** What is written beside the page, by the names of the files. */
    @JsonIgnore
    public Map<String, String> getFiles() {
        return files;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Object getData() {
        return data;
    }
}

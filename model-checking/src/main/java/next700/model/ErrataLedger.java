package next700.model;

import java.util.List;

/** The defects of the source documents that models show, as a page for people: {@code docs/errata.md}. */
final class ErrataLedger {
    private ErrataLedger() {}

    /** The page, in Markdown. */
    static String of(Models models) {
        List<Model> shown = models.all().stream()
                .filter(model -> model.erratum().isPresent())
                .toList();
        StringBuilder page = new StringBuilder("""
                # Errata of the source documents

                %d places of the source documents that are wrong or say too little, each with a model that has the printed text and
                must fail; the specifications have the repair, at the operators named. Generated from the models files
                (`ErrataLedgerTest`); `next700 model PROTOCOL --only MODEL` shows the counterexample, `--deep` runs them all.

                The length is the number of states of the shortest counterexample. *After* names the models of other repairs that are
                needed before this one shows. Models that must fail, and are not here, show what a guard is for, or a threshold; they
                repair nothing.

                | protocol | place | as printed | falls | states | repair | model | after |
                |---|---|---|---|---|---|---|---|
                """.formatted(shown.size()));
        for (Model model : shown) {
            Erratum erratum = model.erratum().orElseThrow();
            page.append("| %s | %s | %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                            model.protocol(),
                            erratum.place(),
                            erratum.printed(),
                            model.property().orElse(""),
                            model.length().map(String::valueOf).orElse("for ever"),
                            erratum.repair(),
                            model.name(),
                            String.join(", ", erratum.after())));
        }
        return page.toString().replace("\r\n", "\n");
    }
}

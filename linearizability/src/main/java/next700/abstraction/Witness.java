package next700.abstraction;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A history, and the event that shows that somebody had it. */
record Witness(AbstractEvent event, RequestHistory history) {
    static final Comparator<Witness> BY_LENGTH =
            Comparator.comparingInt(witness -> witness.history().length());

    /** The longest common prefix of all; empty if there are none. */
    static Optional<RequestHistory> commonPrefix(List<Witness> witnesses) {
        return witnesses.stream().map(Witness::history).reduce(RequestHistory::commonPrefix);
    }

    /** One that does not begin with the history; there must be such. */
    static Witness against(RequestHistory history, List<Witness> witnesses) {
        return witnesses.stream()
                .filter(witness -> !history.isPrefixOf(witness.history))
                .findFirst()
                .orElseThrow();
    }

    /** In words, that the other one ought to begin with this one's history and does not. */
    Finding isNoPrefixOf(Witness other) {
        String explanation = event.describe() + ", however " + other.event.describe()
                + ", which does not begin with it: " + parting(history, other.history) + ".";
        return new Finding(explanation, List.of(event, other.event));
    }

    /** In words, where a history leaves another, of which it should be a prefix. */
    static String parting(RequestHistory prefix, RequestHistory whole) {
        int common = prefix.commonPrefix(whole).length();
        String expected = prefix.prefix(common + 1).last();
        if (common == whole.length()) {
            return "it ends after " + common + (common == 1 ? " request" : " requests") + ", before " + expected;
        }
        return "they part at position " + (common + 1) + " (" + expected + " against "
                + whole.prefix(common + 1).last() + ")";
    }
}

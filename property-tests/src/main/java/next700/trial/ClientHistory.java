package next700.trial;

import java.util.Optional;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.history.Value;
import next700.linearizability.Linearizability;
import next700.linearizability.Specification;
import next700.linearizability.Verdict;
import next700.process.ProcessId;

/** What the clients of one run asked and were told, and whether some sequential object would have answered like that. */
public final class ClientHistory {
    private final History.Builder seen = History.builder("the clients of a run");

    /** A client asks; what it asked before has been answered. */
    public void asks(ProcessId client, String function, Value argument, long time) {
        seen.invoke(client.name(), function, argument, time);
    }

    /** A client has its answer. */
    public void isTold(ProcessId client, Value answer, long time) {
        seen.ok(client.name(), answer, time);
    }

    /** A client is told that what it asked had no effect. */
    public void isRefused(ProcessId client, Value answer, long time) {
        seen.fail(client.name(), answer, time);
    }

    /**
     * Why no sequential object answers like that, if none does; operations without an answer may have happened or not. An answer
     * that such an object never gives to that question, say of another key, is a contradiction, too.
     */
    public Optional<String> contradiction(Specification<?> object) {
        try {
            return switch (Linearizability.of(object).check(seen.build())) {
                case Verdict.Holds holds -> Optional.empty();
                case Verdict.Violated violated ->
                    Optional.of(violated.violation().explain());
                case Verdict.Unknown unknown -> throw new IllegalStateException(unknown.explain());
            };
        } catch (MalformedHistoryException e) {
            return Optional.of(e.getMessage());
        }
    }
}

package next700.simulation.pbft.invariant;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.history.Completion;
import next700.history.History;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Linearizability;
import next700.linearizability.Meaning;
import next700.linearizability.Specification;
import next700.linearizability.Verdict;
import next700.process.ClientId;
import next700.process.Input;
import next700.process.Invocation;
import next700.protocol.abstraction.Indication;
import next700.simulation.pbft.Moment;
import next700.simulation.pbft.PbftFacts;
import next700.trial.Event;

/**
 * TOCS 2002, 1 and 4: the service that clients see is linearizable (Herlihy and Wing, TOPLAS 1990), though some of them and
 * some replicas are Byzantine. It is decided by {@code next700.linearizability} from what correct clients asked and were told,
 * and from nothing else. The specification leaves clients out.
 */
final class Linearizable implements PbftInvariant {
    private static final String APPEND = "append";

    private final History.Builder seen = History.builder("clients of PBFT");
    private final Set<String> answered = new HashSet<>();

    @Override
    public String id() {
        return "PBFT.Linearizability";
    }

    @Override
    public Optional<String> broken(Moment moment, PbftFacts facts) {
        Event event = moment.event();
        if (!(event.process() instanceof ClientId client)) {
            return Optional.empty();
        }
        if (event.input() instanceof Input.Called called && called.call() instanceof Invocation invocation) {
            seen.invoke(client.name(), APPEND, Value.of(invocation.operation().toUtf8()), event.number());
        }
        for (Indication.Commit commit : moment.committed()) {
            if (seen.isOpen(client.name())) {
                answered.add(commit.request().operation().toUtf8());
                seen.ok(client.name(), Value.of(commit.reply().toUtf8()), event.number());
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> brokenAtTheEnd(Event last, boolean isDone, PbftFacts facts) {
        facts.agreed().stream()
                .filter(request -> !facts.setup().correctClients().contains(request.client()))
                .forEach(copy -> answered.remove(copy.operation().toUtf8()));
        Specification<?> service = facts.setup().discreet() ? new Silent() : new Journal(Set.copyOf(answered));
        return switch (Linearizability.of(service).check(seen.build())) {
            case Verdict.Holds holds -> Optional.empty();
            case Verdict.Violated violated -> Optional.of(violated.violation().explain());
            case Verdict.Unknown unknown -> throw new IllegalStateException(unknown.explain());
        };
    }

    /**
     * A journal of which every answer is the whole. Byzantine clients append to it, too, and nobody recorded what; and what was
     * never answered may stand in it or not. So an answer may tell of more than the state that it was given in, as long as
     * nothing of that was answered.
     *
     * @param answered what correct clients appended and know to stand there, and no Byzantine one appended as well
     */
    private record Journal(Set<String> answered) implements Specification<List<String>> {
        @Override
        public String name() {
            return "journal";
        }

        @Override
        public Set<String> functions() {
            return Set.of(APPEND);
        }

        @Override
        public List<String> initial() {
            return List.of();
        }

        @Override
        public Meaning<List<String>> interpret(Operation operation) {
            if (!(operation.completion() instanceof Completion.Ok ok)) {
                return Meaning.irrelevant();
            }
            List<String> answer = List.of(text(ok.value()).split(","));
            String entry = text(operation.argument());
            return Meaning.happened(state -> follows(state, answer, entry) ? answer : null);
        }

        /** Whether the answer is the state, then entries without an answer, and at the end its own entry. */
        private boolean follows(List<String> state, List<String> answer, String entry) {
            int last = answer.size() - 1;
            return state.size() <= last
                    && answer.subList(0, state.size()).equals(state)
                    && answer.subList(state.size(), last).stream().noneMatch(answered::contains)
                    && answer.get(last).equals(entry);
        }
    }

    /** A service that answers the same to everything. */
    private record Silent() implements Specification<String> {
        @Override
        public String name() {
            return "silent journal";
        }

        @Override
        public Set<String> functions() {
            return Set.of(APPEND);
        }

        @Override
        public String initial() {
            return "";
        }

        @Override
        public Meaning<String> interpret(Operation operation) {
            return Meaning.observed(state -> true);
        }
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }
}

package next700.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.linearizability.Specification;
import next700.process.Call;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.trial.Dialogue.Answer;
import next700.trial.Dialogue.Question;

/** What the clients of one run ask and are told, as a {@link Dialogue} reads it, held against a sequential object. */
public final class Conversation {
    /** What falls if no sequential object would have answered so. */
    public static final String LINEARIZABLE = "Linearizable";

    /** What falls if an operation has no answer in the end. */
    public static final String EVERY_OPERATION_RETURNS = "EveryOperationReturns";

    private final Dialogue dialogue;
    private final ClientHistory history = new ClientHistory();
    private final Map<ProcessId, Call> open = new TreeMap<>();

    /** A question, and its answer. */
    public record Exchange(Question question, Answer answer) {}

    public Conversation(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** Takes what happened, and gives what was answered by it. */
    public List<Exchange> sees(Event event) {
        ProcessId client = event.process();
        if (event.input() instanceof Input.Called called) {
            Question question = dialogue.question(called.call());
            open.put(client, called.call());
            history.asks(client, question.function(), question.argument(), event.number());
        }
        List<Exchange> exchanges = new ArrayList<>();
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Tell tell && open.containsKey(client)) {
                Optional<Answer> answer = dialogue.answer(open.get(client), tell.notice());
                answer.ifPresent(given -> {
                    exchanges.add(new Exchange(dialogue.question(open.remove(client)), given));
                    record(client, given, event.number());
                });
            }
        }
        return exchanges;
    }

    private void record(ProcessId client, Answer answer, long time) {
        switch (answer) {
            case Answer.Done done -> history.isTold(client, done.value(), time);
            case Answer.Refused refused -> history.isRefused(client, refused.value(), time);
        }
    }

    /** Whether every question has its answer. */
    public boolean isOver() {
        return open.isEmpty();
    }

    /**
     * What is wrong with it.
     *
     * @param last at the end of the run
     * @param isDone whether all has happened that was to happen
     */
    public List<Violation> atTheEnd(Specification<?> object, Event last, boolean isDone) {
        List<Violation> found = new ArrayList<>();
        history.contradiction(object).ifPresent(why -> found.add(new Violation(LINEARIZABLE, why, last.number())));
        if (!isDone || !open.isEmpty()) {
            found.add(new Violation(EVERY_OPERATION_RETURNS, open.keySet() + " wait in vain.", last.number()));
        }
        return found;
    }
}

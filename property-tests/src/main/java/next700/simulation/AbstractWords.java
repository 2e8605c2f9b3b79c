package next700.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Call;
import next700.process.Digest;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Placement;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.trial.Event;
import next700.trial.RunResult;
import next700.trial.Words;

/** What the messages, steps and indications of the Abstract family are called when a run is told. */
public final class AbstractWords implements Words {
    /** The only ones. */
    public static final AbstractWords INSTANCE = new AbstractWords();

    private AbstractWords() {}

    @Override
    public String message(Message message) {
        return message instanceof InstanceMessage ours ? label(ours) : Words.super.message(message);
    }

    @Override
    public String call(Call call) {
        return call instanceof Invocation invocation
                ? "invokes " + invocation.operation().toUtf8()
                : Words.super.call(call);
    }

    @Override
    public String notice(Notice notice) {
        return notice instanceof Indication indication ? answer(indication) : Words.super.notice(notice);
    }

    @Override
    public String step(Taken step) {
        return step instanceof StepRecord ours ? describe(ours) : Words.super.step(step);
    }

    /** A message in a few words, as on an arrow of a space-time diagram. */
    public static String label(InstanceMessage message) {
        return switch (message) {
            case Req req -> "REQ " + req.request() + in(message) + proof(req.init());
            case Resp resp ->
                "RESP " + resp.request() + in(message) + " of " + resp.replica() + ", history "
                        + resp.history().abbreviated();
            case Panic panic -> "PANIC " + panic.client() + in(message) + proof(panic.init());
            case Abort abort ->
                "ABORT " + abort.replica() + in(message) + " " + abort.history() + ", next " + abort.next();
            default -> message.getClass().getSimpleName() + in(message);
        };
    }

    private static String in(InstanceMessage message) {
        return " @" + message.instance();
    }

    private static String proof(Optional<InitProof> proof) {
        if (proof.isEmpty()) {
            return "";
        }
        if (proof.get() instanceof AbortProof ofAborts) {
            List<String> aborts = new ArrayList<>();
            for (Abort abort : ofAborts.aborts()) {
                aborts.add(abort.replica() + " " + abort.history());
            }
            return " with the ABORTs " + aborts;
        }
        return " with " + proof.get();
    }

    /** A step with its name in the paper, which is also the action's in the specification. */
    public static String describe(StepRecord step) {
        StringBuilder text = new StringBuilder(step.step()).append('(').append(step.process());
        text.append(", ").append(step.instance());
        step.request().ifPresent(request -> text.append(", ").append(request));
        text.append(')');
        step.init().ifPresent(init -> text.append(" init history ").append(init));
        step.history().ifPresent(history -> text.append(" history ").append(history));
        step.committed()
                .map(Digest::abbreviated)
                .ifPresent(digest -> text.append(" commits ").append(digest));
        step.placement().ifPresent(said -> text.append(describe(said)));
        return text.toString();
    }

    private static String describe(Placement said) {
        StringBuilder text = new StringBuilder(" in view ").append(said.view());
        if (said.base() > 0) {
            text.append(" above ").append(said.base());
        }
        said.batches()
                .forEach((number, batch) ->
                        text.append(", ").append(number).append(": ").append(batch.abbreviated()));
        return text.toString();
    }

    private static String answer(Indication indication) {
        return switch (indication) {
            case Indication.Commit commit ->
                "committed " + commit.request() + " with reply \""
                        + commit.reply().toUtf8() + "\"";
            case Indication.Abort abort -> "aborted " + abort.request() + " with " + abort.history();
        };
    }

    /** The first event after which two benign replicas of an instance have executed different things. */
    @Override
    public Optional<String> firstDifference(RunResult run) {
        record Local(StepRecord step, History history) {}
        List<Local> locals = new ArrayList<>();
        for (Event event : run.events()) {
            for (StepRecord step : event.steps(StepRecord.class)) {
                if (step.kind() != StepKind.EXECUTES && step.kind() != StepKind.STOPS) {
                    continue;
                }
                History history = step.history().orElse(History.EMPTY);
                for (Local other : locals) {
                    if (other.step().instance().equals(step.instance())
                            && !other.step().process().equals(step.process())
                            && !other.history().isPrefixOf(history)
                            && !history.isPrefixOf(other.history())) {
                        return Optional.of("event %d, t=%d: in instance %s, %s has executed %s and %s has executed %s"
                                .formatted(
                                        event.number(),
                                        event.time(),
                                        step.instance(),
                                        step.process(),
                                        history,
                                        other.step().process(),
                                        other.history()));
                    }
                }
                locals.removeIf(local -> local.step().process().equals(step.process())
                        && local.step().instance().equals(step.instance()));
                locals.add(new Local(step, history));
            }
        }
        return Optional.empty();
    }
}

package next700.abstraction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import next700.abstraction.AbstractEvent.Abort;
import next700.abstraction.AbstractEvent.Commit;
import next700.abstraction.AbstractEvent.Invoke;

/**
 * C.1 Well-formedness (thesis, Appendix A, indications 1 and 2; Lemma 1 of Appendix C.1 for the commit history); TLA+
 * {@code WellFormedness}: a commit history is one that some replica had and contains the committed request, and each
 * indication answers an invocation, which is answered once.
 */
public final class WellFormedness implements AbstractProperty {
    private record Call(String process, String request) {}

    @Override
    public String identifier() {
        return "C.1 Well-formedness";
    }

    @Override
    public String formula() {
        return "WellFormedness";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            Set<Call> invoked = new HashSet<>();
            for (Invoke invoke : run.invocations(instance)) {
                invoked.add(new Call(invoke.process(), invoke.request()));
            }
            Map<Call, AbstractEvent> answered = new HashMap<>();
            for (Commit commit : run.commits(instance)) {
                found.checked();
                answer(commit, commit.request(), invoked, answered, found);
                checkHistory(commit, found);
            }
            for (Abort abort : run.aborts(instance)) {
                found.checked();
                answer(abort, abort.request(), invoked, answered, found);
            }
        }
        return found.result();
    }

    private static void answer(
            AbstractEvent indication,
            String request,
            Set<Call> invoked,
            Map<Call, AbstractEvent> answered,
            PropertyResult.Collector found) {
        Call call = new Call(indication.process(), request);
        if (!invoked.contains(call)) {
            found.violation(indication.describe() + ", but did not invoke it there.", indication);
        }
        AbstractEvent first = answered.putIfAbsent(call, indication);
        if (first != null) {
            found.violation(
                    first.describe() + ", however " + indication.describe() + ": one invocation was answered twice.",
                    first,
                    indication);
        }
    }

    private static void checkHistory(Commit commit, PropertyResult.Collector found) {
        switch (commit.history()) {
            case UndeclaredHistory undeclared ->
                found.violation(commit.describe() + ", a history that no replica had.", commit);
            case RequestHistory history -> {
                if (!history.contains(commit.request())) {
                    found.violation(commit.describe() + ", which does not contain the request.", commit);
                }
            }
        }
    }
}

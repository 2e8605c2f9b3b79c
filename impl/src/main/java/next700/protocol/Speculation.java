package next700.protocol;

import java.util.ArrayList;
import java.util.List;
import next700.service.Service;

/**
 * The service executing a history: the reply to each request, and the state after each, so that execution can be
 * rolled back to any prefix. Speculative execution is undone only when an instance is initialised with a history
 * that another instance's execution departed from.
 */
public final class Speculation {
    private final Service initial;
    private final List<Service.Outcome> outcomes;
    private History executed;

    public Speculation(Service initial) {
        this(initial, new ArrayList<>(), History.EMPTY);
    }

    private Speculation(Service initial, List<Service.Outcome> outcomes, History executed) {
        this.initial = initial;
        this.outcomes = outcomes;
        this.executed = executed;
    }

    /** The same execution, which then goes its own way. */
    public Speculation fork() {
        return new Speculation(initial, new ArrayList<>(outcomes), executed);
    }

    public History executed() {
        return executed;
    }

    /** Executes one request more. */
    public void execute(Request request) {
        outcomes.add(service().execute(request.operation()));
        executed = executed.append(request);
    }

    /** Makes {@code history} the executed one: rolls back what departs from it and executes the rest. */
    public void moveTo(History history) {
        executed = executed.commonPrefix(history);
        outcomes.subList(executed.length(), outcomes.size()).clear();
        List<Request> requests = history.requests();
        for (Request request : requests.subList(executed.length(), requests.size())) {
            execute(request);
        }
    }

    /** The reply to the request at a position, counted from 1. */
    public Bytes replyAt(int position) {
        return outcomes.get(position - 1).reply();
    }

    /** The service after all that was executed. */
    public Service service() {
        return outcomes.isEmpty() ? initial : outcomes.get(outcomes.size() - 1).after();
    }
}

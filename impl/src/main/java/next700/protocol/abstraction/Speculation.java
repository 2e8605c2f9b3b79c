package next700.protocol.abstraction;

import java.util.ArrayList;
import java.util.List;
import next700.process.Bytes;
import next700.protocol.checkpoints.Image;
import next700.service.Service;

/**
 * The service executing a history: the reply to each request, and the state after each, so that execution can be
 * rolled back to any prefix. Speculative execution is undone only when an instance is initialised with a history
 * that another instance's execution departed from.
 *
 * <p>It goes back no further than the history's base, since what lies below a checkpoint is never undone; of that only the
 * {@link Image} is left.
 */
public final class Speculation {
    private final Service initial;
    private final List<Service.Outcome> outcomes;
    private Image image;
    private History executed;

    public Speculation(Service initial) {
        this(initial, new ArrayList<>(), Image.of(initial), History.EMPTY);
    }

    private Speculation(Service initial, List<Service.Outcome> outcomes, Image image, History executed) {
        this.initial = initial;
        this.outcomes = outcomes;
        this.image = image;
        this.executed = executed;
    }

    /** The same execution, which then goes its own way. */
    public Speculation fork() {
        return new Speculation(initial, new ArrayList<>(outcomes), image, executed);
    }

    public History executed() {
        return executed;
    }

    /** What came of the requests of the base. */
    public Image image() {
        return image;
    }

    /** Executes one request more. */
    public void execute(Request request) {
        outcomes.add(service().execute(request.operation()));
        executed = executed.append(request);
    }

    /**
     * Whether a history can be moved to: the state that it begins with is at hand, and nothing needs to be undone that a
     * checkpoint covers. By {@code LCS.StableInAll} the latter holds of every init history; only a replica that lost its
     * memory may lack the former.
     */
    public boolean reaches(History history) {
        return executed.continues(history.base()) ? reachesBack(history) : history.continues(executed.base());
    }

    private boolean reachesBack(History history) {
        return executed.base().length() <= history.base().length() || history.continues(executed.base());
    }

    /** Makes {@code history}, which it {@link #reaches}, the executed one: rolls back what departs and executes the rest. */
    public void moveTo(History history) {
        if (!reaches(history)) {
            throw new IllegalStateException("a state that a checkpoint covers cannot be undone, nor one be skipped");
        }
        if (history.base().length() > executed.base().length()) {
            truncate(history.base());
        }
        executed = executed.commonPrefix(history);
        outcomes.subList(executed.length() - executed.base().length(), outcomes.size())
                .clear();
        history.requestsAfter(executed.length()).forEach(this::execute);
    }

    /** Forgets what came before a state that a checkpoint covers: a prefix of what was executed becomes its base. */
    public void truncate(History base) {
        History based = executed.on(base);
        image = imageAt(base.length());
        outcomes.subList(0, base.length() - executed.base().length()).clear();
        executed = based;
    }

    /** What came of the first {@code length} requests, which are no fewer than those of the base. */
    public Image imageAt(int length) {
        int first = executed.base().length();
        List<Request> requests = executed.prefix(length).requests();
        return image.after(first + 1, requests, outcomes.subList(0, length - first));
    }

    /** Forgets all, and begins where others were. */
    public void restore(History base, Image reached) {
        outcomes.clear();
        image = reached;
        executed = base;
    }

    /** Any state of the service, from which others can be restored. */
    public Service kind() {
        return initial;
    }

    /** The reply to the request at a position beyond the base. */
    public Bytes replyAt(int position) {
        return outcomes.get(position - executed.base().length() - 1).reply();
    }

    /** The service after all that was executed. */
    public Service service() {
        return outcomes.isEmpty()
                ? image.service()
                : outcomes.get(outcomes.size() - 1).after();
    }
}

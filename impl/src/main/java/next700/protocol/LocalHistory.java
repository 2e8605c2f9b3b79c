package next700.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a replica has executed in one Abstract instance: {@code LH_j} and {@code t_j[c]} (thesis B.1), and how an init
 * history becomes their beginning (B.6). ZLight, Quorum and Chain share it.
 *
 * <p>{@code C.Lemma1}: the local history grows at its end only, and its beginning is set at most once, before
 * anything else is in it.
 */
public final class LocalHistory {
    private final Setting<ReplicaId> setting;
    private final Speculation speculation;
    private final Map<Request, Integer> positions = new LinkedHashMap<>();
    private final Map<ClientId, Long> timestamps = new LinkedHashMap<>();
    private boolean initialised;
    private int initLength;

    /**
     * @param speculation the replica's execution in an earlier instance, or none yet; the init history usually begins
     *     with it
     */
    public LocalHistory(Setting<ReplicaId> setting, Speculation speculation) {
        this.setting = setting;
        this.speculation = speculation;
        if (setting.instance().equals(InstanceId.FIRST)) {
            speculation.moveTo(History.EMPTY);
            initialised = true;
        }
    }

    /** Whether the beginning of the history is settled. An explicit flag, since an init history may well be empty. */
    public boolean isInitialised() {
        return initialised;
    }

    /**
     * Begins with the init history of a verified proof, unless the history has its beginning (B.6: later init
     * histories are ignored).
     *
     * @return the history adopted now, if any
     */
    public Optional<History> initialise(Optional<InitProof> init) {
        if (!wouldBeginWith(init)) {
            return Optional.empty();
        }
        History adopted = init.get().extract(setting.group());
        speculation.moveTo(adopted);
        noteAll(adopted);
        initLength = adopted.length();
        initialised = true;
        return Optional.of(adopted);
    }

    /** Whether the proof would begin this history. */
    public boolean wouldBeginWith(Optional<InitProof> init) {
        return mayBegin() && init.isPresent() && isVerified(init.get());
    }

    /**
     * Takes over what other replicas of a total order have executed, as this one would have.
     *
     * @param begunWith how long the init history at its beginning is
     */
    public void takeOver(History history, int begunWith) {
        speculation.moveTo(history);
        positions.clear();
        timestamps.clear();
        noteAll(history);
        initLength = begunWith;
        initialised = true;
    }

    /** Only the first verified init history counts. */
    @Guard("B.6.first")
    boolean mayBegin() {
        return !initialised;
    }

    /** The proof makes its history a valid init history of this instance. */
    @Guard("B.6.verified")
    boolean isVerified(InitProof proof) {
        return proof.initialises(setting.instance(), setting.group(), setting.authentication());
    }

    /** {@code t_j[c] < req.t_c}. */
    @Guard("Q2.fresh")
    public boolean isFresh(Request request) {
        return timestamps.getOrDefault(request.client(), 0L) < request.timestamp();
    }

    /** Whether the request was executed, or stands in the init history. */
    public boolean holds(Request request) {
        return positions.containsKey(request);
    }

    /** Whether the request stands in the init history. */
    public boolean beganWith(Request request) {
        return holds(request) && positions.get(request) <= initLength;
    }

    /** Where a request that the history holds stands in it, counted from 1. */
    public int positionOf(Request request) {
        return positions.get(request);
    }

    /** How much of the history is the init history. */
    public int initLength() {
        return initLength;
    }

    /** Appends a request, executes it, and raises {@code t_j[c]}. */
    public void execute(Request request) {
        speculation.execute(request);
        note(request, history().length());
    }

    private void noteAll(History beginning) {
        int position = 0;
        for (Request request : beginning.requests()) {
            position++;
            note(request, position);
        }
    }

    /**
     * Every request that enters the history raises {@code t_j[c]}; the thesis forgets those of the init history,
     * which then execute twice.
     */
    private void note(Request request, int position) {
        positions.put(request, position);
        timestamps.merge(request.client(), request.timestamp(), Math::max);
    }

    /** {@code LH_j}. */
    public History history() {
        return speculation.executed();
    }

    /** The reply to a request that the history holds. */
    public Bytes replyTo(Request request) {
        return speculation.replyAt(positions.get(request));
    }

    /**
     * The history that a reply to the request speaks of: up to the request, and never less than the init history,
     * since every commit history must begin with what all valid init histories share (A.4 Init Order). It is the same
     * however often the request is sent again.
     */
    public History historyOf(Request request) {
        return history().prefix(Math.max(positions.get(request), initLength));
    }

    /** The execution, for the next instance to go on from. */
    public Speculation speculation() {
        return speculation;
    }
}

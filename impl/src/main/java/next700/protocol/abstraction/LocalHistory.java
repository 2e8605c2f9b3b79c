package next700.protocol.abstraction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.checkpoints.Fetching;
import next700.protocol.checkpoints.Image;

/**
 * What a replica has executed in one Abstract instance: {@code LH_j} and {@code t_j[c]} (thesis B.1), and how an init
 * history becomes their beginning (B.6). ZLight, Quorum and Chain share it.
 *
 * <p>{@code C.Lemma1}: the local history grows at its end only, and its beginning is set at most once, before
 * anything else is in it.
 *
 * <p>Of each client it remembers the last request and the answer to it. A correct client has one request outstanding, so
 * nobody else is owed an answer; and what is remembered is the same whether or not a checkpoint has cut off the history
 * before it, so that replicas which did and which did not have its certificate go on alike.
 */
public final class LocalHistory {
    /**
     * A client's request with the highest timestamp.
     *
     * @param position where it stands, counted from 1
     * @param told the digest of the history that an answer speaks of
     */
    private record Last(Request request, int position, Bytes reply, Digest told) {}

    private final Setting<ReplicaId> setting;
    private final Speculation speculation;
    private final Fetching fetching;
    private final Map<ClientId, Last> last = new TreeMap<>();
    /** The init history, as long as no step has told of it. */
    private Optional<History> untold = Optional.empty();

    private boolean initialised;
    private int initLength;

    /**
     * @param speculation the replica's execution in an earlier instance, or none yet; the init history usually begins
     *     with it
     */
    public LocalHistory(Setting<ReplicaId> setting, Speculation speculation) {
        this.setting = setting;
        this.speculation = speculation;
        this.fetching = new Fetching(setting, speculation);
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
     * histories are ignored). A replica that lacks the state that the init history begins with asks for it, and begins
     * when the proof comes again.
     *
     * @return whether it begins now
     */
    public boolean initialise(Optional<InitProof> init, Effects out) {
        if (!wouldBeginWith(init)) {
            return false;
        }
        History adopted = init.get().extract(setting.group());
        if (!fetching.reaches(adopted, out)) {
            return false;
        }
        begin(adopted, adopted.length());
        return true;
    }

    /**
     * The init history, for the record of the first step after its adoption; nothing for later ones. That step is not always
     * the one that adopted it, since nothing may have come of the message that brought it.
     */
    public Optional<History> takeUntold() {
        Optional<History> taken = untold;
        untold = Optional.empty();
        return taken;
    }

    /** Whether the proof would begin this history. */
    public boolean wouldBeginWith(Optional<InitProof> init) {
        return mayBegin() && init.isPresent() && isVerified(init.get());
    }

    /** Whether the state that the history of a verified proof begins with is at hand; otherwise asks for it. */
    public boolean isAbleToBeginWith(Optional<InitProof> init, Effects out) {
        return fetching.reaches(init.orElseThrow().extract(setting.group()), out);
    }

    /** The state that this history could not begin without, perhaps; returns whether it is. */
    public boolean onFetched(Fetched fetched, Effects out) {
        boolean taken = mayBegin() && fetching.onFetched(fetched);
        if (taken) {
            out.took(StepRecord.of(StepKind.INTERNAL, "LCS.fetched", setting.self(), setting.instance()));
        }
        return taken;
    }

    /**
     * Takes over what other replicas of a total order have executed, as this one would have.
     *
     * @param base what came of the history's base
     * @param begunWith how long the init history at its beginning is
     */
    public void takeOver(History history, Image base, int begunWith) {
        if (!speculation.reaches(history)) {
            speculation.restore(history.base(), base);
        }
        begin(history, begunWith);
    }

    private void begin(History history, int begunWith) {
        speculation.moveTo(history);
        if (!initialised) {
            untold = Optional.of(history.prefix(begunWith));
        }
        initLength = begunWith;
        initialised = true;
        noteAll(history);
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
        Last known = last.get(request.client());
        return known == null || known.request().timestamp() < request.timestamp();
    }

    /** Whether the request was executed, or stands in the init history, and is the last of its client. */
    public boolean holds(Request request) {
        Last known = last.get(request.client());
        return known != null && known.request().equals(request);
    }

    /** The last request of each client. */
    public List<Request> held() {
        return last.values().stream().map(Last::request).toList();
    }

    /** Whether the request is held, and stands in the init history. */
    public boolean beganWith(Request request) {
        return holds(request) && positionOf(request) <= initLength;
    }

    /** Where a request that is held stands in the history, counted from 1. */
    public int positionOf(Request request) {
        return last.get(request.client()).position();
    }

    /** How much of the history is the init history. */
    public int initLength() {
        return initLength;
    }

    /** Appends a request, executes it, and raises {@code t_j[c]}. */
    public void execute(Request request) {
        speculation.execute(request);
        int position = history().length();
        note(new Last(
                request, position, speculation.replyAt(position), history().digest()));
    }

    /** A checkpoint covers a prefix of the history. */
    public void truncate(Certificate certificate) {
        speculation.truncate(History.at(certificate));
    }

    private void noteAll(History beginning) {
        last.clear();
        Deque<History> prefixes = new ArrayDeque<>();
        for (History h = beginning; h.length() > history().base().length(); h = h.parent()) {
            prefixes.push(h);
        }
        Digest init = beginning
                .prefix(Math.max(initLength, beginning.base().length()))
                .digest();
        speculation
                .image()
                .last()
                .values()
                .forEach(entry -> note(new Last(entry.request(), entry.position(), entry.reply(), init)));
        for (History prefix : prefixes) {
            int position = prefix.length();
            Digest told = position <= initLength ? init : prefix.digest();
            note(new Last(prefix.last(), position, speculation.replyAt(position), told));
        }
    }

    /**
     * Every request that enters the history raises {@code t_j[c]}; the thesis forgets those of the init history,
     * which then execute twice.
     */
    private void note(Last entry) {
        last.merge(
                entry.request().client(),
                entry,
                (known, other) -> known.request().timestamp() < other.request().timestamp() ? other : known);
    }

    /** {@code LH_j}. */
    public History history() {
        return speculation.executed();
    }

    /** The reply to a request that is held. */
    public Bytes replyTo(Request request) {
        return last.get(request.client()).reply();
    }

    /**
     * The digest of the history that a reply to a request speaks of: up to the request, and never less than the init
     * history, since every commit history must begin with what all valid init histories share (A.4 Init Order). It is the
     * same however often the request is sent again.
     */
    public Digest historyOf(Request request) {
        return last.get(request.client()).told();
    }

    /** The execution, for the next instance to go on from. */
    public Speculation speculation() {
        return speculation;
    }
}

package next700.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Restartable;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.backup.BackupAbort;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.panicking.Abort;
import next700.protocol.pbft.PbftMessage;
import next700.recording.WholeHistories;
import next700.trial.Event;

/**
 * What has happened so far in a run, as an omniscient observer knows it: from the step records and the messages of
 * correct processes. Invariants compare each event with it, and the adversary knows it too.
 *
 * <p>Nothing here calls the protocol to judge the protocol: thresholds and extraction are computed again in
 * {@link Proofs}. The hash maps are looked up, never iterated.
 */
public final class Facts {
    /** A process in an Abstract instance. */
    public record At(ProcessId process, InstanceId instance) {}

    /** A request in an Abstract instance. */
    public record Invocation(Request request, InstanceId instance) {}

    /** A correct client committed. */
    public record Committed(ClientId client, InstanceId instance, Request request, Digest digest, int event) {}

    /** A correct client aborted. */
    public record Aborted(ClientId client, InstanceId instance, Request request, History history, int event) {}

    /** A valid init history came to light: a correct client sent it along, or a correct replica adopted it. */
    public record Init(ProcessId process, InstanceId instance, History history, int event) {}

    /** What a correct client waits for. */
    public record Outstanding(Request request, InstanceId instance, long since, int event) {}

    /** An operation of a correct client that has returned. */
    public record Completed(Request request, Digest digest, int invoked, int returned) {}

    private final Arena arena;
    private final Setup setup;
    private final Map<At, History> locals = new HashMap<>();
    private final Map<At, Abort> aborts = new HashMap<>();
    private final Map<InstanceId, List<Abort>> abortsOf = new TreeMap<>();
    private final Map<At, BackupAbort> backupAborts = new HashMap<>();
    private final Map<InstanceId, List<BackupAbort>> backupAbortsOf = new TreeMap<>();
    private final Set<At> panicked = new HashSet<>();
    private final Set<At> stopped = new HashSet<>();
    private final Set<At> spoken = new HashSet<>();
    private final Map<Ballot, Digest> votes = new HashMap<>();
    private final Set<Invocation> invoked = new HashSet<>();
    private final Map<Digest, History> known = new HashMap<>();
    private final WholeHistories whole = new WholeHistories();
    private final Map<ClientId, Outstanding> outstanding = new TreeMap<>();
    private final Map<ClientId, Integer> invocationEvents = new TreeMap<>();
    private final Map<ClientId, Aborted> lastAbort = new TreeMap<>();
    private final List<Committed> committed = new ArrayList<>();
    private final List<Aborted> aborted = new ArrayList<>();
    private final List<Init> inits = new ArrayList<>();
    private final Map<InstanceId, Map<Digest, InitProof>> proofs = new TreeMap<>();
    private final List<Completed> completed = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<At> mute = new HashSet<>();
    private final Set<ReplicaId> down = new TreeSet<>();
    private InstanceId latest = InstanceId.FIRST;
    private boolean contended;
    private boolean disturbed;
    private boolean healed;
    private boolean requestAltered;
    private long healedAt;

    Facts(Arena arena, Setup setup) {
        this.arena = arena;
        this.setup = setup;
        known.put(History.EMPTY.digest(), History.EMPTY);
    }

    void absorb(Event event) {
        if (event.input() instanceof Input.Called && event.process() instanceof ClientId client) {
            contended |= !invocationEvents.isEmpty();
            invocationEvents.put(client, event.number());
        }
        event.message().ifPresent(this::noteProofs);
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Took took -> absorb((StepRecord) took.step(), event);
                case Effect.Send send -> absorb(event.process(), send);
                case Effect.Tell tell -> absorb((Indication) tell.notice(), event);
                default -> {}
            }
        }
    }

    /** What a total order brings, it may execute much later, on another message. */
    private void noteProofs(Message message) {
        switch (message) {
            case InitCarrier carrier ->
                carrier.init()
                        .ifPresent(
                                proof -> proofs.computeIfAbsent(carrier.instance(), instance -> new LinkedHashMap<>())
                                        .put(proof.digest(), proof));
            case PbftMessage.Relay relay -> noteProofs(relay.request());
            case PbftMessage.PrePrepare prePrepare ->
                prePrepare.batch().requests().forEach(this::noteProofs);
            case PbftMessage.Content content -> content.batch().requests().forEach(this::noteProofs);
            default -> {}
        }
    }

    private void absorb(StepRecord step, Event event) {
        At at = new At(step.process(), step.instance());
        if (step.instance().compareTo(latest) > 0) {
            latest = step.instance();
        }
        switch (step.kind()) {
            case INVOKES -> {
                Request request = step.request().orElseThrow();
                if (invoked.add(new Invocation(request, step.instance()))) {
                    requests.add(request);
                }
                outstanding.put(
                        request.client(), new Outstanding(request, step.instance(), event.time(), event.number()));
                step.init().ifPresent(init -> addInit(step, init, event));
            }
            case ORDERS, EXECUTES, STOPS -> {
                step.init().ifPresent(init -> addInit(step, init, event));
                step.history().ifPresent(history -> {
                    locals.put(at, history);
                    learn(history);
                });
                if (step.kind() == StepKind.STOPS) {
                    stopped.add(at);
                }
            }
            case COMMITS ->
                committed.add(new Committed(
                        (ClientId) step.process(),
                        step.instance(),
                        step.request().orElseThrow(),
                        step.committed().orElseThrow(),
                        event.number()));
            case PANICS -> panicked.add(at);
            case ABORTS -> {
                var abort = new Aborted(
                        (ClientId) step.process(),
                        step.instance(),
                        step.request().orElseThrow(),
                        step.history().orElseThrow(),
                        event.number());
                aborted.add(abort);
                lastAbort.put(abort.client(), abort);
                outstanding.remove(abort.client());
            }
            case INTERNAL -> {}
        }
    }

    private void addInit(StepRecord step, History init, Event event) {
        inits.add(new Init(step.process(), step.instance(), init, event.number()));
    }

    private void learn(History history) {
        History prefix = history;
        while (known.putIfAbsent(prefix.digest(), prefix) == null) {
            prefix = prefix.parent();
        }
    }

    private void absorb(ProcessId process, Effect.Send send) {
        if (send.message() instanceof InstanceMessage message && !(message instanceof Fetched)) {
            spoken.add(new At(process, message.instance()));
        }
        Ballot.of(process, send.message()).ifPresent(ballot -> votes.putIfAbsent(ballot, Ballot.vote(send.message())));
        if (send.message() instanceof BackupAbort abort
                && backupAborts.putIfAbsent(new At(process, abort.instance()), abort) == null) {
            backupAbortsOf
                    .computeIfAbsent(abort.instance(), instance -> new ArrayList<>())
                    .add(abort);
        }
        if (send.message() instanceof Abort abort
                && aborts.putIfAbsent(new At(process, abort.instance()), abort) == null) {
            abortsOf.computeIfAbsent(abort.instance(), instance -> new ArrayList<>())
                    .add(abort);
        }
    }

    private void absorb(Indication indication, Event event) {
        if (indication instanceof Indication.Commit commit) {
            ClientId client = commit.request().client();
            Integer invocation = invocationEvents.remove(client);
            outstanding.remove(client);
            completed.add(new Completed(
                    commit.request(), commit.history(), invocation == null ? 0 : invocation, event.number()));
        }
    }

    void crashed(ReplicaId replica) {
        down.add(replica);
    }

    /**
     * From now on the replica must be silent where it spoke before, but for the instance that it remembers and later ones, if
     * replicas can catch up there: where it has noted nothing it said nothing that binds it.
     */
    void restarted(ReplicaId replica, Optional<Spoken> forgotten) {
        down.remove(replica);
        for (long i = 1; i <= latest.number() + 1; i++) {
            InstanceId instance = new InstanceId(i);
            At at = new At(replica, instance);
            boolean isLast = forgotten.isEmpty() || forgotten.get().instance().compareTo(instance) <= 0;
            boolean catchesUp = isLast && arena.composition().protocolOf(instance) instanceof Restartable;
            if (catchesUp) {
                locals.remove(at);
                stopped.remove(at);
            } else if (spoken.contains(at)) {
                mute.add(at);
            }
        }
    }

    /** Something happened that excuses a panic: a link or a process failed, if only by silence. */
    public void disturbed() {
        disturbed = true;
    }

    void healed(long time) {
        healed = true;
        healedAt = time;
    }

    public Arena arena() {
        return arena;
    }

    public Setup setup() {
        return setup;
    }

    /** A liar sent a client's message with other contents or MACs than any client had. */
    public void requestWasAltered() {
        requestAltered = true;
    }

    public boolean isRequestAltered() {
        return requestAltered;
    }

    /** Correct, or at worst crashed: never lying. */
    public boolean isBenign(ProcessId process) {
        return !setup.isByzantine(process);
    }

    /** {@code LH_j} after the last step recorded, if the replica took any in the instance. */
    public Optional<History> local(ProcessId replica, InstanceId instance) {
        return Optional.ofNullable(locals.get(new At(replica, instance)));
    }

    public boolean hasPanicked(ClientId client, InstanceId instance) {
        return panicked.contains(new At(client, instance));
    }

    public boolean hasStopped(ProcessId replica, InstanceId instance) {
        return stopped.contains(new At(replica, instance));
    }

    public boolean hasInvoked(Request request, InstanceId instance) {
        return invoked.contains(new Invocation(request, instance));
    }

    /** The ABORT that a benign replica first sent in an instance. */
    public Optional<Abort> abortOf(ProcessId replica, InstanceId instance) {
        return Optional.ofNullable(aborts.get(new At(replica, instance)));
    }

    /** The abort that a benign replica of Backup first sent in an instance. */
    public Optional<BackupAbort> backupAbortOf(ProcessId replica, InstanceId instance) {
        return Optional.ofNullable(backupAborts.get(new At(replica, instance)));
    }

    /** The aborts of benign replicas in an instance of Backup, in the order of sending. */
    public List<BackupAbort> backupAbortsIn(InstanceId instance) {
        return backupAbortsOf.getOrDefault(instance, List.of());
    }

    /** The ABORTs of benign replicas in an instance, in the order of sending. */
    public List<Abort> abortsIn(InstanceId instance) {
        return abortsOf.getOrDefault(instance, List.of());
    }

    /** The history with this digest that a benign replica held at some time. */
    public Optional<History> known(Digest digest) {
        return Optional.ofNullable(known.get(digest));
    }

    /** A history with the requests that a checkpoint has cut off, if any correct replica executed them. */
    public Optional<History> whole(History history) {
        return whole.of(history);
    }

    /** A step with whole histories. */
    Optional<StepRecord> whole(StepRecord step) {
        return whole.of(step);
    }

    /** What a benign replica first voted for in a phase of PBFT, if it did. */
    public Optional<Digest> vote(Ballot ballot) {
        return Optional.ofNullable(votes.get(ballot));
    }

    /** Whether the replica may have spoken in the instance before it lost its memory. */
    public boolean mustBeSilent(ProcessId replica, InstanceId instance) {
        return mute.contains(new At(replica, instance));
    }

    public Optional<Outstanding> outstanding(ClientId client) {
        return Optional.ofNullable(outstanding.get(client));
    }

    public List<Outstanding> outstanding() {
        return new ArrayList<>(outstanding.values());
    }

    /** Whether a client waits for the answer to an operation. */
    public boolean isWaiting(ClientId client) {
        return invocationEvents.containsKey(client);
    }

    public boolean isAnyoneWaiting() {
        return !invocationEvents.isEmpty();
    }

    /** The event with which the client invoked the operation that it waits for. */
    public int invocationEvent(ClientId client) {
        return invocationEvents.getOrDefault(client, 0);
    }

    public Optional<Aborted> lastAbort(ClientId client) {
        return Optional.ofNullable(lastAbort.get(client));
    }

    public List<Committed> committed() {
        return Collections.unmodifiableList(committed);
    }

    public List<Aborted> aborted() {
        return Collections.unmodifiableList(aborted);
    }

    public List<Init> inits() {
        return Collections.unmodifiableList(inits);
    }

    public List<Completed> completed() {
        return Collections.unmodifiableList(completed);
    }

    /**
     * The proofs of init histories that reached any benign process in an instance. Their digests tell them apart: a history
     * is the same to Java whatever is said to have cut it off.
     */
    public Collection<InitProof> proofs(InstanceId instance) {
        return proofs.getOrDefault(instance, Map.of()).values();
    }

    /** What correct clients invoked so far. */
    public List<Request> requests() {
        return Collections.unmodifiableList(requests);
    }

    /** The highest instance in which a step was taken. */
    public InstanceId latest() {
        return latest;
    }

    /** Whether two correct clients ever waited at once. */
    public boolean isContended() {
        return contended;
    }

    /** Whether a link, a replica or a Byzantine process ever did what would excuse a panic. */
    public boolean isDisturbed() {
        return disturbed;
    }

    /** Whether faults have stopped for good. */
    public boolean isHealed() {
        return healed;
    }

    public long healedAt() {
        return healedAt;
    }

    public boolean isDown(ReplicaId replica) {
        return down.contains(replica);
    }

    public boolean isAnyoneDown() {
        return !down.isEmpty();
    }
}

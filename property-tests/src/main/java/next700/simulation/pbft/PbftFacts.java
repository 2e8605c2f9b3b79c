package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftOrder;
import next700.service.Service;
import next700.simulation.Journal;

/** What correct processes did in a run so far. It remembers; what must hold of it the invariants say. */
public final class PbftFacts {
    /**
     * A vote as others count it: a replica has one of each kind in each view at each sequence number.
     *
     * @param kind the name of the message
     * @param sequence 0 for a NEW-VIEW, which is one for the whole view
     */
    public record Ballot(ReplicaId replica, String kind, long view, long sequence) {}

    private final PbftSetup setup;

    // Requests, and the order of their execution.
    private final Set<Request> invoked = new HashSet<>();
    private final List<Request> agreed = new ArrayList<>();
    private final Map<Digest, Integer> positions = new HashMap<>();
    private final Map<Request, Integer> executions = new HashMap<>();
    private final Map<Request, Bytes> replies = new HashMap<>();
    private Digest tip = History.EMPTY.digest();
    private Service service;

    // What was said.
    private final Map<Ballot, Digest> votes = new HashMap<>();
    private final Set<Digest> proposals = new HashSet<>();
    private final Map<Digest, Integer> batchSizes = new HashMap<>();
    private final Map<Claim, Set<ReplicaId>> supporters = new HashMap<>();
    private final Map<Long, Map<Digest, Map<Long, Set<ReplicaId>>>> committers = new HashMap<>();
    private final Map<ReplicaId, List<Commit>> commits = new TreeMap<>();
    private final Map<Long, Digest> checkpoints = new HashMap<>();

    // Where replicas stand.
    private final Map<Long, Digest> batches = new HashMap<>();
    private final Map<ReplicaId, Long> executed = new HashMap<>();
    private OptionalLong executedBefore = OptionalLong.empty();
    private Optional<PbftOrder> order = Optional.empty();
    private boolean fallen;

    PbftFacts(PbftSetup setup) {
        this.setup = setup;
        this.service = new Journal(setup.discreet());
        positions.put(tip, 0);
    }

    /**
     * Takes note of what happened.
     *
     * @param present the order of the replica that it happened to, as it is now
     */
    void absorb(Moment moment, Optional<PbftOrder> present) {
        moment.steps().forEach(this::took);
        order = present;
        if (moment.event().process() instanceof ReplicaId replica) {
            moment.prePrepares().forEach(message -> proposes(replica, message));
            moment.prepares().forEach(message -> prepares(replica, message));
            moment.commits().forEach(message -> commits(replica, message));
            moment.checkpoints().forEach(message -> checkpoints.putIfAbsent(message.sequence(), message.state()));
            moment.newViews().forEach(message -> begins(replica, message));
            present.ifPresent(now -> {
                Long before = executed.put(replica, now.executed());
                executedBefore = before == null ? OptionalLong.empty() : OptionalLong.of(before);
            });
        }
    }

    /** Something that must hold does not. */
    void falls() {
        fallen = true;
    }

    /** A Byzantine process sends something. */
    void lies(Message message) {
        if (message instanceof PrePrepare proposal) {
            sizes(proposal.batch());
        }
    }

    /** A replica lost its memory, and begins anew. */
    void forgets(ReplicaId replica) {
        executed.remove(replica);
    }

    private void took(StepRecord step) {
        if (step.kind() == StepKind.INVOKES) {
            invoked.add(step.request().orElseThrow());
        } else if (step.step().equals("PBFT.Reply")) {
            executes(step.request().orElseThrow(), step.committed().orElseThrow());
        } else if (step.step().equals("PBFT.Execute")) {
            step.placement().orElseThrow().batches().forEach(batches::putIfAbsent);
        }
    }

    /** The first to execute a request after all that the others have executed decides what comes there. */
    private void executes(Request request, Digest history) {
        if (!positions.containsKey(history) && History.extend(tip, request).equals(history)) {
            agreed.add(request);
            tip = history;
            positions.put(tip, agreed.size());
            executions.merge(request, 1, Integer::sum);
            Service.Outcome outcome = service.execute(request.operation());
            service = outcome.after();
            replies.putIfAbsent(request, outcome.reply());
        }
    }

    private void proposes(ReplicaId replica, PrePrepare message) {
        Digest batch = message.batch().digest();
        proposals.add(message.content());
        sizes(message.batch());
        supports(replica, new Claim(message.sequence(), message.view(), batch));
        votes.putIfAbsent(new Ballot(replica, "PRE-PREPARE", message.view(), message.sequence()), message.content());
    }

    private void prepares(ReplicaId replica, Prepare message) {
        supports(replica, new Claim(message.sequence(), message.view(), message.batch()));
        votes.putIfAbsent(new Ballot(replica, "PREPARE", message.view(), message.sequence()), message.content());
    }

    private void commits(ReplicaId replica, Commit message) {
        commits.computeIfAbsent(replica, any -> new ArrayList<>()).add(message);
        committers
                .computeIfAbsent(message.sequence(), any -> new HashMap<>())
                .computeIfAbsent(message.batch(), any -> new HashMap<>())
                .computeIfAbsent(message.view(), any -> new HashSet<>())
                .add(replica);
        votes.putIfAbsent(new Ballot(replica, "COMMIT", message.view(), message.sequence()), message.content());
    }

    private void begins(ReplicaId replica, NewView message) {
        votes.putIfAbsent(new Ballot(replica, "NEW-VIEW", message.view(), 0), message.content());
    }

    private void supports(ReplicaId replica, Claim claim) {
        supporters.computeIfAbsent(claim, any -> new HashSet<>()).add(replica);
    }

    private void sizes(Batch batch) {
        batchSizes.put(batch.digest(), batch.requests().size());
    }

    public PbftSetup setup() {
        return setup;
    }

    public ReplicaId primaryOf(long view) {
        return new ReplicaId((int) (view % setup.group().size()) + 1);
    }

    /** With the liars, these are a certificate: {@code 2f + 1}. */
    public int correctInCertificate() {
        return setup.group().certificate() - setup.byzantine().size();
    }

    /** Whether its client, a correct one, asked for this. */
    public boolean wasInvoked(Request request) {
        return invoked.contains(request);
    }

    /** What correct replicas executed, in order. */
    public List<Request> agreed() {
        return Collections.unmodifiableList(agreed);
    }

    /** How long the agreed history of a digest is, if it is one. */
    public OptionalInt lengthOf(Digest history) {
        Integer length = positions.get(history);
        return length == null ? OptionalInt.empty() : OptionalInt.of(length);
    }

    /** Whether the request is the last of the agreed history with that digest. */
    public boolean isLastOf(Digest history, Request request) {
        int length = positions.getOrDefault(history, 0);
        return length > 0 && agreed.get(length - 1).equals(request);
    }

    /** How often the request stands in the agreed order. */
    public int timesExecuted(Request request) {
        return executions.getOrDefault(request, 0);
    }

    /** The state machine's, where the request stands first in the agreed order. */
    public Optional<Bytes> reply(Request request) {
        return Optional.ofNullable(replies.get(request));
    }

    /** What the replica said first on a ballot. */
    public Optional<Digest> vote(Ballot ballot) {
        return Optional.ofNullable(votes.get(ballot));
    }

    /** Whether a correct primary proposed what has this content. */
    public boolean wasProposed(Digest prePrepare) {
        return proposals.contains(prePrepare);
    }

    /** How many requests a batch has; 0 if nobody proposed it with its content. */
    public int sizeOf(Digest batch) {
        return batchSizes.getOrDefault(batch, 0);
    }

    /** The correct replicas that proposed the batch, or sent a PREPARE for it, in that view at that number. */
    public Set<ReplicaId> supportersOf(Claim claim) {
        return supporters.getOrDefault(claim, Set.of());
    }

    /** All COMMITs that the replica ever sent, its former lives included. */
    public List<Commit> commitsOf(ReplicaId replica) {
        return commits.getOrDefault(replica, List.of());
    }

    /** The batches that committed at a number: with the liars, {@code 2f + 1} replicas sent a COMMIT in one view. */
    public List<Digest> committedAt(long sequence) {
        return committers.getOrDefault(sequence, Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue().values().stream()
                        .anyMatch(replicas -> replicas.size() >= correctInCertificate()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The batch that was executed first at a number. */
    public Optional<Digest> batchAt(long sequence) {
        return Optional.ofNullable(batches.get(sequence));
    }

    /** The state that was told first of a checkpoint. */
    public Optional<Digest> stateAt(long checkpoint) {
        return Optional.ofNullable(checkpoints.get(checkpoint));
    }

    /** Whether anything that must hold did not, before now. */
    public boolean hasFallen() {
        return fallen;
    }

    /** The order of the replica that the last event happened to; nothing if that was no replica. */
    public Optional<PbftOrder> order() {
        return order;
    }

    /** How far that replica had executed before, in this life. */
    public OptionalLong executedBefore() {
        return executedBefore;
    }
}

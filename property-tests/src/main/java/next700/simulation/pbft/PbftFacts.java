package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.process.Input;
import next700.protocol.abstraction.InstanceId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Authentication;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Status;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.service.Service;
import next700.trial.IdealAuthentication;

/** What correct processes did in a run so far, and the properties that must hold of it at every moment. */
final class PbftFacts {
    static final List<String> PROPERTIES = List.of(
            "Agreement",
            "OneBatch",
            "ExecutesWhatCommitted",
            "NeverGoesBack",
            "ExecutedOnce",
            "ExecutedOnlyIfInvoked",
            "OneVote",
            "PreparesWhatIsProposed",
            "CommitsWhatPrepared",
            "BatchesAreBounded",
            "CheckpointsAgree",
            "TellsWhatPrepared",
            "ViewsAreProven",
            "LeavesWithCause",
            "CommitOrder",
            "Reply",
            "NeverAborts");

    /** A vote as others count it: one of a kind in each view and sequence number. */
    private record Ballot(ReplicaId replica, String kind, long view, long sequence) {}

    private final PbftSetup setup;
    private final List<Request> agreed = new ArrayList<>();
    private final Map<Digest, Integer> positions = new HashMap<>();
    private final Map<Digest, Bytes> replies = new HashMap<>();
    private final Set<Digest> invoked = new HashSet<>();
    private final Map<Long, Digest> checkpoints = new HashMap<>();
    private final Map<Ballot, Digest> ballots = new HashMap<>();
    private final Map<ReplicaId, List<Commit>> commits = new HashMap<>();
    private final Map<Claim, Set<ReplicaId>> supporters = new HashMap<>();
    private final Set<Digest> proposals = new HashSet<>();
    private final Map<Digest, Integer> batchSizes = new HashMap<>();
    private final Map<Claim, Set<ReplicaId>> committers = new HashMap<>();
    private final Map<Long, Digest> batches = new HashMap<>();
    private final Map<ReplicaId, Long> executed = new HashMap<>();
    private Digest tip = History.EMPTY.digest();
    private Service service;
    private long latestLeft;

    PbftFacts(PbftSetup setup, Service initial) {
        this.setup = setup;
        this.service = initial;
        positions.put(tip, 0);
    }

    /** A correct client is about to have this request executed. */
    void invokes(Request request) {
        invoked.add(request.digest());
    }

    int executed() {
        return agreed.size();
    }

    /** Anyone proposes a batch. */
    void proposes(PrePrepare message) {
        batchSizes.put(message.batch().digest(), message.batch().requests().size());
    }

    /**
     * A correct replica leaves a view only with cause, and begins one only with what proves it: the signature of its primary,
     * and those of a certificate of different replicas that left for this view, each with a stable checkpoint.
     */
    Optional<String> takes(ReplicaId replica, Input input, List<Effect> effects) {
        Optional<String> hasty = leaves(replica, input, effects);
        if (hasty.isPresent()) {
            return hasty;
        }
        boolean begins = effects.stream()
                .anyMatch(effect ->
                        effect instanceof Effect.Took took && took.step().step().equals("PBFT.NewView"));
        return begins
                        && input instanceof Input.Received received
                        && received.message() instanceof NewView newView
                        && !isProven(newView)
                ? Optional.of("ViewsAreProven: %s begins view %d with a NEW-VIEW that proves nothing"
                        .formatted(replica, newView.view()))
                : Optional.empty();
    }

    /**
     * Nobody leaves a view because liars do: it takes a replica's own patience, a correct replica that has left for that view
     * or a later one, or a primary that says itself that it has lost its memory.
     */
    private Optional<String> leaves(ReplicaId replica, Input input, List<Effect> effects) {
        Optional<ViewChange> leaving = effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .filter(message -> message instanceof ViewChange change
                        && change.replica().equals(replica)
                        && change.view() > latestLeft)
                .map(ViewChange.class::cast)
                .findFirst();
        boolean hasCause = input instanceof Input.Expired
                || (input instanceof Input.Received received && received.message() instanceof Status);
        latestLeft = Math.max(latestLeft, leaving.map(ViewChange::view).orElse(0L));
        return leaving.isPresent() && !hasCause
                ? Optional.of("LeavesWithCause: %s leaves for view %d, for which no correct replica had left"
                        .formatted(replica, leaving.get().view()))
                : Optional.empty();
    }

    private boolean isProven(NewView message) {
        Authentication anyone = new IdealAuthentication(new ReplicaId(1));
        return anyone.verify(message.content(), primaryOf(message.view()), message.signature())
                && message.viewChanges().stream()
                                .map(ViewChange::replica)
                                .distinct()
                                .count()
                        == message.viewChanges().size()
                && message.viewChanges().size() >= setup.group().certificate()
                && message.viewChanges().stream()
                        .allMatch(change -> change.view() == message.view()
                                && anyone.verify(change.content(), change.replica(), change.signature())
                                && isProven(change.stable(), anyone));
    }

    private boolean isProven(CheckpointCertificate certificate, Authentication anyone) {
        return certificate.sequence() == 0
                || (certificate.proof().stream()
                                        .map(Checkpoint::replica)
                                        .distinct()
                                        .count()
                                >= setup.group().certificate()
                        && certificate.proof().stream()
                                .allMatch(checkpoint -> checkpoint.sequence() == certificate.sequence()
                                        && checkpoint.state().equals(certificate.state())
                                        && anyone.verify(
                                                checkpoint.content(), checkpoint.replica(), checkpoint.signature())));
    }

    private ReplicaId primaryOf(long view) {
        return new ReplicaId((int) (view % setup.group().size()) + 1);
    }

    /** A replica lost its memory, and begins anew. */
    void forgets(ReplicaId replica) {
        executed.remove(replica);
    }

    /**
     * A correct replica has executed up to a sequence number, some of it just now: it never goes back, it executes what {@code
     * 2f + 1} replicas, liars included, have sent COMMITs for in one view, and what others execute at the same number.
     */
    Optional<String> hasExecuted(ReplicaId replica, long upTo, List<Effect> effects) {
        Long before = executed.put(replica, upTo);
        if (before != null && before > upTo) {
            return Optional.of(
                    "NeverGoesBack: %s had executed up to %d, and now up to %d only".formatted(replica, before, upTo));
        }
        long justNow = effects.stream()
                .filter(effect ->
                        effect instanceof Effect.Took took && took.step().step().equals("PBFT.Execute"))
                .count();
        Optional<String> violation = Optional.empty();
        for (long sequence = upTo - justNow + 1; sequence <= upTo && violation.isEmpty(); sequence++) {
            violation = executes(replica, sequence);
        }
        return violation;
    }

    private Optional<String> executes(ReplicaId replica, long sequence) {
        int needed = setup.group().certificate() - setup.byzantine().size();
        List<Digest> committed = committers.entrySet().stream()
                .filter(entry -> entry.getKey().sequence() == sequence
                        && entry.getValue().size() >= needed)
                .map(entry -> entry.getKey().digest())
                .distinct()
                .toList();
        if (committed.isEmpty()) {
            return Optional.of(
                    "ExecutesWhatCommitted: %s executes %d, for which fewer than %d correct replicas sent a COMMIT"
                            .formatted(replica, sequence, needed));
        }
        Digest before = batches.putIfAbsent(sequence, committed.get(0));
        return committed.size() == 1 && (before == null || before.equals(committed.get(0)))
                ? Optional.empty()
                : Optional.of("OneBatch: two batches committed at %d, which %s executes".formatted(sequence, replica));
    }

    /** Takes note of an effect of a correct replica. */
    Optional<String> absorb(ReplicaId replica, Effect effect) {
        return switch (effect) {
            case Effect.Took took ->
                took.step().step().equals("PBFT.Reply") ? executes(replica, took.step()) : Optional.empty();
            case Effect.Send send ->
                switch (send.message()) {
                    case PrePrepare m -> proposes(replica, m);
                    case Prepare m -> prepares(replica, m);
                    case Commit m -> commits(replica, m);
                    case Checkpoint m -> checkpoints(m);
                    case ViewChange m -> tells(replica, m);
                    case NewView m -> begins(replica, m);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private Optional<String> executes(ReplicaId replica, StepRecord step) {
        Request request = step.request().orElseThrow();
        Digest history = step.committed().orElseThrow();
        if (!positions.containsKey(history)) {
            if (!History.extend(tip, request).equals(history)) {
                return Optional.of("Agreement: %s executes %s after another history than the others, who agreed on %s"
                        .formatted(replica, request, agreed));
            }
            if (agreed.contains(request)) {
                return Optional.of("ExecutedOnce: %s is executed again by %s".formatted(request, replica));
            }
            boolean fromCorrect = setup.correctClients().contains(request.client());
            if (fromCorrect && !invoked.contains(request.digest())) {
                return Optional.of("ExecutedOnlyIfInvoked: %s executes %s, which its client never invoked"
                        .formatted(replica, request));
            }
            agreed.add(request);
            tip = history;
            positions.put(tip, agreed.size());
            Service.Outcome outcome = service.execute(request.operation());
            service = outcome.after();
            replies.put(request.digest(), outcome.reply());
        } else if (!agreed.get(positions.get(history) - 1).equals(request)) {
            return Optional.of("Agreement: %s says that it executed %s where the others executed %s"
                    .formatted(replica, request, agreed.get(positions.get(history) - 1)));
        }
        return Optional.empty();
    }

    private Optional<String> votes(ReplicaId replica, String kind, long view, long sequence, Digest vote) {
        Digest before = ballots.putIfAbsent(new Ballot(replica, kind, view, sequence), vote);
        return before == null || before.equals(vote)
                ? Optional.empty()
                : Optional.of("OneVote: %s contradicts its %s of view %d and sequence number %d"
                        .formatted(replica, kind, view, sequence));
    }

    private Optional<String> proposes(ReplicaId replica, PrePrepare message) {
        proposals.add(message.content());
        supports(replica, message.view(), message.sequence(), message.batch().digest());
        return votes(replica, "PRE-PREPARE", message.view(), message.sequence(), message.content());
    }

    private void supports(ReplicaId replica, long view, long sequence, Digest batch) {
        supporters
                .computeIfAbsent(new Claim(sequence, view, batch), any -> new HashSet<>())
                .add(replica);
    }

    private Optional<String> prepares(ReplicaId replica, Prepare message) {
        supports(replica, message.view(), message.sequence(), message.batch());
        Digest proposal = PrePrepare.content(message.instance(), message.view(), message.sequence(), message.batch());
        if (message.view() == 0 && !setup.byzantine().contains(primaryOf(0)) && !proposals.contains(proposal)) {
            return Optional.of("PreparesWhatIsProposed: %s stands by a batch at %d that the primary did not propose"
                    .formatted(replica, message.sequence()));
        }
        if (batchSizes.getOrDefault(message.batch(), 0) > setup.settings().batchBound()) {
            return Optional.of("BatchesAreBounded: %s accepts a batch of %d requests"
                    .formatted(replica, batchSizes.get(message.batch())));
        }
        return votes(replica, "PREPARE", message.view(), message.sequence(), message.content());
    }

    private Optional<String> commits(ReplicaId replica, Commit message) {
        commits.computeIfAbsent(replica, any -> new ArrayList<>()).add(message);
        Claim prepared = new Claim(message.sequence(), message.view(), message.batch());
        committers.computeIfAbsent(prepared, any -> new HashSet<>()).add(replica);
        Set<ReplicaId> correct = new HashSet<>(supporters.getOrDefault(prepared, Set.of()));
        if (message.view() > 0 && !setup.byzantine().contains(primaryOf(message.view()))) {
            // Its NEW-VIEW may be its support.
            correct.add(primaryOf(message.view()));
        }
        if (correct.size() < setup.group().certificate() - setup.byzantine().size()) {
            return Optional.of("CommitsWhatPrepared: %s sends a COMMIT in view %d for %d, for which only %s stood"
                    .formatted(replica, message.view(), message.sequence(), correct));
        }
        return votes(replica, "COMMIT", message.view(), message.sequence(), message.content());
    }

    private Optional<String> checkpoints(Checkpoint message) {
        Digest before = checkpoints.putIfAbsent(message.sequence(), message.state());
        return before == null || before.equals(message.state())
                ? Optional.empty()
                : Optional.of("CheckpointsAgree: two correct replicas have different states at checkpoint "
                        + message.sequence());
    }

    /** A VIEW-CHANGE claims everything that its sender sent a COMMIT for, above its stable checkpoint. */
    private Optional<String> tells(ReplicaId replica, ViewChange message) {
        for (Commit commit : commits.getOrDefault(replica, List.of())) {
            boolean concerned = message.replica().equals(replica)
                    && commit.view() < message.view()
                    && commit.sequence() > message.stable().sequence();
            if (concerned
                    && message.prepared().stream()
                            .noneMatch(
                                    claim -> claim.sequence() == commit.sequence() && claim.view() >= commit.view())) {
                return Optional.of("TellsWhatPrepared: %s sent a COMMIT in view %d for %d, and keeps silent about it"
                        .formatted(replica, commit.view(), commit.sequence()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> begins(ReplicaId replica, NewView message) {
        return primaryOf(message.view()).equals(replica)
                ? votes(replica, "NEW-VIEW", message.view(), 0, message.content())
                : Optional.empty();
    }

    /** A correct client has its answer. */
    Optional<String> answered(ClientId client, Indication indication) {
        if (!(indication instanceof Indication.Commit commit)
                || !commit.instance().equals(InstanceId.FIRST)) {
            return Optional.of("NeverAborts: %s got %s".formatted(client, indication));
        }
        Integer position = positions.get(commit.history());
        boolean executed =
                position != null && position > 0 && agreed.get(position - 1).equals(commit.request());
        if (!executed) {
            return Optional.of("CommitOrder: %s commits %s in a history in which nobody executed it"
                    .formatted(client, commit.request()));
        }
        return replies.get(commit.request().digest()).equals(commit.reply())
                ? Optional.empty()
                : Optional.of("Reply: the reply to %s is not the state machine's".formatted(commit.request()));
    }
}

package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.chain.Chain;
import next700.protocol.chain.ChainMessage;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.ordering.Answer;
import next700.protocol.ordering.Submission;
import next700.protocol.panicking.Abort;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.quorum.Quorum;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.simulation.Arena;
import next700.simulation.Facts;
import next700.simulation.Proofs;
import next700.simulation.Setup;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.Flight;
import next700.trial.IdealAuthentication;

/**
 * What the Byzantine processes know and can do, as one: they collude, see every message, guess right what correct
 * replicas have executed, and hold their own keys, but nobody else's.
 */
final class Knowledge {
    /** How far back the adversary looks for a message to use again. */
    private static final int RECENT = 24;

    private final Arena arena;
    private final Setup setup;
    private final ChoiceTape tape;
    private final Facts facts;
    private final List<Flight> flights;
    private final List<ReplicaId> liars = new ArrayList<>();
    private final List<ClientId> puppets = new ArrayList<>();

    Knowledge(Arena arena, Setup setup, ChoiceTape tape, Facts facts, List<Flight> flights) {
        this.arena = arena;
        this.setup = setup;
        this.tape = tape;
        this.facts = facts;
        this.flights = flights;
        for (ProcessId process : setup.byzantine()) {
            switch (process) {
                case ReplicaId replica -> liars.add(replica);
                case ClientId client -> puppets.add(client);
                default -> throw new IllegalArgumentException(process + " takes no part");
            }
        }
    }

    Arena arena() {
        return arena;
    }

    Facts facts() {
        return facts;
    }

    List<ReplicaId> liars() {
        return liars;
    }

    List<ClientId> puppets() {
        return puppets;
    }

    boolean isEmpty() {
        return setup.byzantine().isEmpty();
    }

    int pick(int bound, String what) {
        return tape.choose(bound, Decision.SHAPE, what);
    }

    <T> Optional<T> pick(List<T> from, String what) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(pick(from.size(), what)));
    }

    int lie(int bound, String what) {
        return tape.choose(bound, Decision.LIE, what);
    }

    /** Whose keys are used when any Byzantine process will do. */
    ProcessId anyone() {
        return liars.isEmpty() ? puppets.get(0) : liars.get(0);
    }

    IdealAuthentication keysOf(ProcessId byzantine) {
        if (!setup.isByzantine(byzantine)) {
            throw new IllegalArgumentException("the adversary does not have the keys of " + byzantine);
        }
        return new IdealAuthentication(byzantine);
    }

    /** The messages sent last, at most so many, the latest first. */
    private List<Flight> latest(int count) {
        return flights.subList(Math.max(0, flights.size() - count), flights.size())
                .reversed();
    }

    /** Of the messages sent last, those that have not arrived, as far as the adversary can tell, the latest first. */
    List<Flight> onTheirWay() {
        return latest(RECENT).stream()
                .filter(flight -> flight.isLost()
                        || flight.arrivesAt() > flights.getLast().sentAt())
                .toList();
    }

    /** The instance where things happen, the next, the one before, or the first. */
    InstanceId instance() {
        long latest = facts.latest().number();
        return switch (pick(4, "instance")) {
            case 0 -> facts.latest();
            case 1 -> new InstanceId(latest + 1);
            case 2 -> new InstanceId(Math.max(1, latest - 1));
            default -> InstanceId.FIRST;
        };
    }

    /** An instance that may not have begun: the next, the latest, or one too far. */
    InstanceId instanceToBegin() {
        long latest = facts.latest().number();
        return switch (pick(4, "instance to begin")) {
            case 0, 1 -> new InstanceId(latest + 1);
            case 2 -> facts.latest();
            default -> new InstanceId(latest + 2);
        };
    }

    /** The answers that correct replicas gave to what a client waits for, the latest first. */
    List<Resp> answersTo(Facts.Outstanding awaited) {
        List<Resp> answers = new ArrayList<>();
        for (Flight flight : latest(4 * RECENT)) {
            if (flight.message() instanceof Resp seen
                    && flight.from() instanceof ReplicaId
                    && facts.isBenign(flight.from())
                    && seen.instance().equals(awaited.instance())
                    && seen.request().equals(awaited.request().id())) {
                answers.add(seen);
            }
        }
        return answers;
    }

    /** All replicas, all but one, one, or one half. */
    List<ReplicaId> targets() {
        List<ReplicaId> all = arena.group().replicas();
        int n = all.size();
        int choice = pick(2 * n + 3, "targets");
        if (choice == 0) {
            return all;
        }
        if (choice <= n) {
            List<ReplicaId> most = new ArrayList<>(all);
            most.remove(choice - 1);
            return most;
        }
        if (choice <= 2 * n) {
            return List.of(all.get(choice - n - 1));
        }
        return choice == 2 * n + 1 ? all.subList(0, n / 2) : all.subList(n / 2, n);
    }

    /** Correct clients: all, or one. */
    List<ClientId> clients() {
        List<ClientId> all = setup.clients();
        int choice = pick(all.size() + 1, "client");
        return choice == 0 ? all : List.of(all.get(choice - 1));
    }

    /** A correct client that waits for an answer, with what it waits for. */
    Optional<Facts.Outstanding> victim() {
        return pick(facts.outstanding(), "waiting client");
    }

    /** What some benign replica has executed in an instance. */
    History localOfSomeone(InstanceId instance) {
        List<History> locals = new ArrayList<>();
        for (ReplicaId replica : arena.group().replicas()) {
            facts.local(replica, instance)
                    .filter(local -> setup.byzantine().isEmpty() || facts.isBenign(replica))
                    .filter(local -> !locals.contains(local))
                    .ifPresent(locals::add);
        }
        return pick(locals, "whose history").orElse(History.EMPTY);
    }

    /** A history with the requests that a checkpoint has cut off: the adversary has seen them all. */
    History whole(History history) {
        return facts.whole(history).orElse(History.EMPTY);
    }

    /** The certificates that ABORTs of late brought along, the latest first. */
    List<Certificate> certificates() {
        List<Certificate> certificates = new ArrayList<>();
        for (Flight flight : latest(4 * RECENT)) {
            if (flight.message() instanceof Abort abort) {
                abort.history()
                        .certificate()
                        .filter(certificate -> !certificates.contains(certificate))
                        .ifPresent(certificates::add);
            }
        }
        return certificates;
    }

    /** The FETCHes of late, one for each replica and instance that wants a state. */
    List<Fetch> fetches() {
        Map<String, Fetch> fetches = new TreeMap<>();
        for (Flight flight : latest(RECENT)) {
            if (flight.message() instanceof Fetch fetch) {
                fetches.putIfAbsent(fetch.replica() + "@" + fetch.instance(), fetch);
            }
        }
        return List.copyOf(fetches.values());
    }

    /** The CHECKPOINTs that replicas sent of late, the latest first. */
    List<Checkpoint> checkpoints() {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (Flight flight : latest(4 * RECENT)) {
            if (flight.message() instanceof Checkpoint checkpoint && !checkpoints.contains(checkpoint)) {
                checkpoints.add(checkpoint);
            }
        }
        return checkpoints;
    }

    /** A request that nobody invoked, in the name of a correct client. */
    Request madeUp() {
        List<ClientId> clients = setup.clients();
        ClientId name = clients.get(pick(clients.size(), "in whose name"));
        long last = 0;
        for (Request request : facts.requests()) {
            if (request.client().equals(name)) {
                last = Math.max(last, request.timestamp());
            }
        }
        long timestamp = pick(2, "timestamp of the made-up request") == 0 ? last + 1 : Math.max(1, last);
        return new Request(name, timestamp, Bytes.utf8("forged"));
    }

    /** A history for a Byzantine replica to claim: most are near what correct replicas executed. */
    History claim(InstanceId instance) {
        History base = localOfSomeone(instance);
        return switch (pick(9, "claimed history")) {
            case 0 -> base;
            case 1 -> History.EMPTY;
            case 2 -> base.length() == 0 ? base : base.parent();
            case 3 -> base.append(madeUp());
            case 4 ->
                pick(facts.requests(), "invoked request").map(base::append).orElse(base);
            case 5 -> mixed(instance);
            case 6 -> base.length() == 0 ? base : base.append(base.last());
            case 7 ->
                base.length() < 2
                        ? base
                        : base.parent()
                                .parent()
                                .append(base.last())
                                .append(base.parent().last());
            default -> History.of(madeUp());
        };
    }

    /** At each position what some correct replica has there: the way to support one request at two positions. */
    private History mixed(InstanceId instance) {
        History mix = History.EMPTY;
        int longest = 0;
        for (ReplicaId replica : arena.group().replicas()) {
            longest = Math.max(
                    longest,
                    facts.local(replica, instance).orElse(History.EMPTY).length());
        }
        for (int i = 0; i < Math.min(longest, 4); i++) {
            History source = localOfSomeone(instance);
            if (source.length() <= i) {
                break;
            }
            mix = mix.append(source.prefix(i + 1).last());
        }
        return mix;
    }

    /** The ABORT that a Byzantine replica makes of a history, properly signed. */
    Abort signed(ReplicaId liar, InstanceId instance, InstanceId next, History history) {
        var signature = keysOf(liar).sign(Abort.content(instance, next, liar, history, false));
        return new Abort(instance, next, liar, history, false, signature);
    }

    /** An ABORT in another's name. */
    Abort forged(ReplicaId name, InstanceId instance, InstanceId next, History history) {
        Signature signature = pick(2, "signature") == 0
                ? IdealAuthentication.garbageSignature()
                : keysOf(anyone()).sign(Abort.content(instance, next, name, history, false));
        return new Abort(instance, next, name, history, false, signature);
    }

    /** Whether an instance is Chain's. */
    boolean isChain(InstanceId instance) {
        return arena.composition().protocolOf(instance) instanceof Chain;
    }

    /** Where invocations of an instance go: to the replicas wanted, or to the one that orders. */
    List<ReplicaId> receivers(InstanceId instance, List<ReplicaId> wanted) {
        boolean goesToAll =
                arena.composition().protocolOf(instance) instanceof Quorum || !arena.isSpeculative(instance);
        return goesToAll ? wanted : List.of(first());
    }

    /** {@code r_1}: the primary, the head. */
    private ReplicaId first() {
        return arena.group().replicas().get(0);
    }

    /** A client's message for a request, authentic for some replicas at least if the adversary has the client's key. */
    InstanceMessage invocation(ProcessId name, InstanceId instance, Request request, Optional<InitProof> proof) {
        if (!arena.isSpeculative(instance)) {
            Submission submission = new Submission(request, proof);
            return new ClientRequest(
                    instance, submission, authenticator(name, ClientRequest.content(instance, submission)));
        }
        return isChain(instance)
                ? new Submit(
                        instance, request, proof, firstMacs(authenticator(name, Submit.content(instance, request))))
                : new Req(instance, request, proof, authenticator(name, Req.content(instance, request)));
    }

    /** A Byzantine client's message for a request, authentic for all. */
    InstanceMessage honestInvocation(ClientId self, InstanceId instance, Request request) {
        IdealAuthentication keys = keysOf(self);
        if (!arena.isSpeculative(instance)) {
            return submitted(self, instance, request);
        }
        return isChain(instance)
                ? new Submit(
                        instance,
                        request,
                        Optional.empty(),
                        firstMacs(keys.authenticator(Submit.content(instance, request), arena.group())))
                : new Req(
                        instance,
                        request,
                        Optional.empty(),
                        keys.authenticator(Req.content(instance, request), arena.group()));
    }

    /** A Byzantine client's submission to Backup that brings no init history, authentic for all. */
    ClientRequest submitted(ClientId self, InstanceId instance, Request request) {
        Submission submission = new Submission(request, Optional.empty());
        return new ClientRequest(
                instance,
                submission,
                keysOf(self).authenticator(ClientRequest.content(instance, submission), arena.group()));
    }

    private List<Mac> firstMacs(Authenticator authenticator) {
        return authenticator
                .entries()
                .subList(0, Math.min(arena.f() + 1, authenticator.entries().size()));
    }

    /** The requests that clients sent in an instance of late, with the MACs that came along, the latest first. */
    List<Authenticated> requestsOf(InstanceId instance) {
        List<Authenticated> requests = new ArrayList<>();
        for (Flight flight : latest(4 * RECENT)) {
            if (flight.message() instanceof InstanceMessage message
                    && message.instance().equals(instance)) {
                Authenticated found = switch (message) {
                    case Req req ->
                        new Authenticated(req.request(), req.authenticator().entries());
                    case Submit submit -> new Authenticated(submit.request(), submit.macs());
                    default -> null;
                };
                if (found != null
                        && requests.stream().noneMatch(known -> known.request().equals(found.request()))) {
                    requests.add(found);
                }
            }
        }
        return requests;
    }

    /** A request with its client's MACs for the replicas, in their order. */
    record Authenticated(Request request, List<Mac> macs) {}

    /** The answer that would agree with those of correct replicas, whatever the protocol. */
    InstanceMessage agreeing(Facts.Outstanding awaited, ReplicaId name) {
        return isChain(awaited.instance()) || !arena.isSpeculative(awaited.instance())
                ? answer(awaited, name, claimOrTruth(awaited.instance()))
                : matching(awaited, name);
    }

    private History claimOrTruth(InstanceId instance) {
        return pick(2, "true or claimed") == 0 ? localOfSomeone(instance) : claim(instance);
    }

    /** The answer that would come of this local history, whatever the protocol. */
    InstanceMessage answer(Facts.Outstanding awaited, ReplicaId name, History local) {
        boolean ordered = !arena.isSpeculative(awaited.instance());
        if (!isChain(awaited.instance()) && !ordered) {
            return predicted(awaited, name, local);
        }
        Request request = awaited.request();
        int position = Proofs.position(local, request);
        History history = position == 0 ? local.append(request) : local;
        int at = position == 0 ? history.length() : position;
        return ordered
                ? ordered(awaited, name, Proofs.reply(history, at, setup), history.digest())
                : reply(awaited, Proofs.reply(history, at, setup), history.digest());
    }

    /** An answer of Backup in the name of any replica. */
    private Answer ordered(Facts.Outstanding awaited, ReplicaId name, Bytes reply, Digest history) {
        Request request = awaited.request();
        Answer answer = new Answer(
                awaited.instance(),
                name,
                request.id(),
                first(),
                Answer.digestOf(reply),
                Optional.of(reply),
                history,
                Mac.NONE);
        return answer.with(macInTheNameOf(name, answer.content(), request.client()));
    }

    /** A tail's message, with true MACs of Byzantine replicas and false ones of the others. */
    private ChainMessage.Reply reply(Facts.Outstanding awaited, Bytes reply, Digest history) {
        Request request = awaited.request();
        Digest content = ChainMessage.Answer.content(awaited.instance(), request.id(), reply, history);
        List<ChainMessage.Answer> answers = new ArrayList<>();
        for (ReplicaId replica : arena.group().replicas()) {
            if (replica.number() > 2 * arena.f()) {
                answers.add(new ChainMessage.Answer(replica, macInTheNameOf(replica, content, request.client())));
            }
        }
        return new ChainMessage.Reply(awaited.instance(), request.id(), reply, history, answers);
    }

    /** The answer that would agree with those of correct replicas, in the name of any replica. */
    Resp matching(Facts.Outstanding awaited, ReplicaId name) {
        Request request = awaited.request();
        for (Flight flight : latest(2 * RECENT)) {
            if (flight.message() instanceof Resp seen
                    && seen.instance().equals(awaited.instance())
                    && seen.request().equals(request.id())) {
                return response(awaited, name, seen.reply(), seen.history());
            }
        }
        return predicted(awaited, name, localOfSomeone(awaited.instance()));
    }

    /** The answer of a replica with this local history. */
    Resp predicted(Facts.Outstanding awaited, ReplicaId name, History local) {
        Request request = awaited.request();
        int position = Proofs.position(local, request);
        History history = position == 0 ? local.append(request) : local;
        int at = position == 0 ? history.length() : position;
        return response(awaited, name, Reply.inFull(Proofs.reply(history, at, setup)), history.digest());
    }

    Resp response(Facts.Outstanding awaited, ReplicaId name, Reply reply, Digest history) {
        Request request = awaited.request();
        Digest content = Resp.content(awaited.instance(), name, request.id(), reply, history);
        return new Resp(
                awaited.instance(),
                name,
                request.id(),
                reply,
                history,
                macInTheNameOf(name, content, request.client()));
    }

    /** A true MAC where the adversary has the key; a false one otherwise. */
    Mac macInTheNameOf(ProcessId name, Digest content, ProcessId receiver) {
        if (setup.isByzantine(name)) {
            return keysOf(name).mac(content, receiver);
        }
        return pick(2, "false MAC") == 0 ? keysOf(anyone()).mac(content, receiver) : IdealAuthentication.garbage();
    }

    /** An authenticator, true for some replicas at least if the adversary has the key. */
    Authenticator authenticator(ProcessId name, Digest content) {
        List<ReplicaId> all = arena.group().replicas();
        List<ReplicaId> believers = setup.isByzantine(name) ? believers(all) : List.of();
        int entries = pick(6, "authenticator's length") == 5 ? all.size() - 1 : all.size();
        List<Mac> macs = new ArrayList<>();
        for (ReplicaId replica : all.subList(0, entries)) {
            macs.add(
                    believers.contains(replica)
                            ? keysOf(name).mac(content, replica)
                            : setup.isByzantine(name)
                                    ? IdealAuthentication.garbage()
                                    : macInTheNameOf(name, content, replica));
        }
        return new Authenticator(macs);
    }

    private List<ReplicaId> believers(List<ReplicaId> all) {
        return pick(3, "partly valid authenticator") < 2 ? all : targets();
    }
}

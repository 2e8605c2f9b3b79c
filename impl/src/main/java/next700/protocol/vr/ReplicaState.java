package next700.protocol.vr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Effects;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.process.Stored;
import next700.protocol.vr.VrMessage.Request;
import next700.service.Service;

/** The state of the VR layer at a replica: Figure 2. */
final class ReplicaState {
    /** "What sub-protocol the replica is engaged in." */
    enum Status {
        NORMAL,
        VIEW_CHANGE,
        RECOVERING
    }

    private static final String ON_DISK = "vr";

    private final ReplicaId self;
    private final Configuration configuration;
    private final ClientTable clients = new ClientTable();
    private final List<Request> log = new ArrayList<>();
    private final long lives;
    private Service service;
    private long view;
    private Status status;
    private long lastNormal;
    private long commit;

    ReplicaState(ReplicaId self, Configuration configuration, Service initial, Stored stored) {
        this.self = self;
        this.configuration = configuration;
        this.service = initial;
        Optional<OnDisk> former = stored.get(ON_DISK, OnDisk.class);
        this.view = former.map(OnDisk::view).orElse(0L);
        this.lives = former.map(OnDisk::lives).orElse(0L) + 1;
        this.status = former.isPresent() ? Status.RECOVERING : Status.NORMAL;
    }

    ReplicaId self() {
        return self;
    }

    Configuration configuration() {
        return configuration;
    }

    /** What this life's recovery is known by. */
    long nonce() {
        return lives;
    }

    long view() {
        return view;
    }

    Status status() {
        return status;
    }

    boolean isNormal() {
        return status == Status.NORMAL;
    }

    long lastNormal() {
        return lastNormal;
    }

    boolean isPrimary() {
        return isPrimaryOf(view);
    }

    boolean isPrimaryOf(long any) {
        return configuration.primary(any).equals(self);
    }

    /** The op-number: "assigned to the most recently received request". */
    long n() {
        return log.size();
    }

    /** The commit-number: "the op-number of the most recently committed operation". What is committed is executed at once. */
    long k() {
        return commit;
    }

    List<Request> log() {
        return List.copyOf(log);
    }

    Request at(long n) {
        return log.get((int) n - 1);
    }

    List<Request> logAfter(long n) {
        return List.copyOf(log.subList((int) n, log.size()));
    }

    ClientTable clients() {
        return clients;
    }

    Service service() {
        return service;
    }

    /** Whether a view is going on, or begins, that this replica is not yet in. */
    boolean isAheadOfUs(long other) {
        return other > view || (other == view && status == Status.VIEW_CHANGE);
    }

    /** Makes the view-number durable, and what this life is known by. */
    void write(Effects out) {
        out.store(ON_DISK, new OnDisk(view, lives));
    }

    /** Leaves the view for a later one, in which the status is not yet normal. */
    void leaveFor(long later, Effects out) {
        if (later > view) {
            view = later;
            write(out);
        }
        status = Status.VIEW_CHANGE;
    }

    /** The status is normal in a view from now on. */
    void enter(long any, Effects out) {
        if (any != view) {
            view = any;
            write(out);
        }
        status = Status.NORMAL;
        lastNormal = view;
    }

    void append(Request request) {
        log.add(request);
        clients.receives(request);
    }

    /** Has these entries after n', in the place of what stands there. */
    void replaceAfter(long n, List<Request> entries) {
        log.subList((int) n, log.size()).clear();
        log.addAll(entries);
        clients.restart(log.subList((int) Math.min(commit, log.size()), log.size()));
    }

    /**
     * Executes all operations up to a commit-number that it was told, as far as it has them, by up-calls in their order. The
     * primary replies (4.1, step 5).
     */
    @Step("VR.Execute")
    void execute(long upTo, Effects out) {
        while (commit < Math.min(upTo, n())) {
            Request request = at(commit + 1);
            Service.Outcome outcome = service.execute(request.op());
            service = outcome.after();
            commit++;
            clients.executes(request, outcome.reply());
            took("VR.Execute", commit, Optional.of(request), out);
            if (isPrimary()) {
                out.send(request.c(), new VrMessage.Reply(view, request.s(), outcome.reply()));
            }
        }
    }

    /** A step about an operation, or about a number. */
    void took(String step, long n, Optional<Request> request, Effects out) {
        out.took(new VrStep(step, self, view, n, commit, Optional.empty(), request));
    }

    /** A step about this replica's own state. */
    void took(String step, Effects out) {
        tookTo(step, commit, out);
    }

    /** A step by which its state becomes what it was told, with this commit-number. */
    void tookTo(String step, long k, Effects out) {
        out.took(new VrStep(step, self, view, n(), k, Optional.empty(), Optional.empty()));
    }

    /** A step for another replica's sake, which asked for what comes after n, or under the nonce n. */
    void tookFor(ProcessId other, String step, long n, Effects out) {
        out.took(new VrStep(step, self, view, n, commit, Optional.of(other), Optional.empty()));
    }

    void sendToOthers(Message message, Effects out) {
        configuration.replicas().stream()
                .filter(other -> !other.equals(self))
                .forEach(other -> out.send(other, message));
    }

    void check() {
        require(commit <= n(), "it has executed " + commit + " operations of " + n());
        require(lastNormal <= view, "it was normal in view " + lastNormal + " and is in " + view);
        require(!isNormal() || lastNormal == view, "it is normal in a view in which it was not");
        require(
                log.stream().allMatch(request -> request.s() <= clients.latest(request.c())),
                "its client-table is behind its log");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}

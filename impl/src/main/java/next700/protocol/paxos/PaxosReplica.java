package next700.protocol.paxos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.process.Stored;
import next700.process.Timer;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.Election.State;
import next700.protocol.paxos.PaxosMessage.Accept;
import next700.protocol.paxos.PaxosMessage.ClientUpdate;
import next700.protocol.paxos.PaxosMessage.Entry;
import next700.protocol.paxos.PaxosMessage.Ordered;
import next700.protocol.paxos.PaxosMessage.Prepare;
import next700.protocol.paxos.PaxosMessage.PrepareOk;
import next700.protocol.paxos.PaxosMessage.Proposal;
import next700.protocol.paxos.PaxosMessage.Reply;
import next700.protocol.paxos.PaxosMessage.Request;
import next700.protocol.paxos.PaxosMessage.VcProof;
import next700.protocol.paxos.PaxosMessage.ViewChange;
import next700.service.Service;

/** A server of Paxos for System Builders. */
public final class PaxosReplica implements Automaton {
    /** What is not the progress timer. */
    private enum Alarm implements Timer {
        /** VC_Proof, and what was sent and not answered. */
        PROOF
    }

    /** {@code Update_Timer} of a client. */
    private record UpdateTimer(ClientId client) implements Timer {}

    private static final String SNAPSHOT = "snapshot";

    /** Of what somebody has not executed, so much is sent at once. */
    private static final int MOST_ENTRIES = 64;

    private final ReplicaId self;
    private final Acceptors group;
    private final PaxosSettings settings;
    private final Election election;
    private final GlobalHistory history;
    private final Executed executed;
    private final UpdateQueue updates = new UpdateQueue();
    private final SortedSet<ProcessId> prepared = new TreeSet<>();
    private Optional<Snapshot> snapshot;
    private long lastProposed;
    private boolean isAskedToMove;

    public PaxosReplica(ReplicaId self, Acceptors group, PaxosSettings settings, Service service, Stored stored) {
        this.self = self;
        this.group = group;
        this.settings = settings;
        this.election = new Election(self, group, settings, stored);
        this.executed = new Executed(service);
        this.snapshot = stored.get(SNAPSHOT, Snapshot.class);
        this.history =
                new GlobalHistory(group, stored, snapshot.map(Snapshot::aru).orElse(0L));
        snapshot.ifPresent(executed::restore);
    }

    @Override
    public List<Effect> start() {
        Effects out = new Effects();
        if (election.installed() == 0 || wasLeading()) {
            elect(election.installed() + 1, out);
        } else {
            comeBack(out);
        }
        execute(out);
        out.setTimer(Alarm.PROOF, settings.proofMillis());
        return out.toList();
    }

    /** Where it was: who does not lead has promised nothing that it does not find on its disk. */
    @Step("Recover")
    private void comeBack(Effects out) {
        election.follow(election.installed(), out);
        took(PaxosStep.RECOVER, election.installed(), out);
    }

    /** Whether it led the last view that it installed. */
    public boolean wasLeading() {
        return election.installed() > 0 && election.isLedBy(self);
    }

    /** Whether it binds updates in its view. */
    public boolean isLeading() {
        return election.is(State.REG_LEADER);
    }

    /** The last view that it has installed. */
    public long view() {
        return election.installed();
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Received received -> receive(received.from(), received.message(), out);
            case Input.Expired expired -> expire(expired.timer(), out);
            default -> {}
        }
        return out.toList();
    }

    private void expire(Timer timer, Effects out) {
        if (timer instanceof UpdateTimer update) {
            onUpdateTimer(update.client(), out);
        } else if (timer.equals(Alarm.PROOF)) {
            onProofTimer(out);
        } else {
            elect(election.attempted() + 1, out);
        }
    }

    private void receive(ProcessId from, Message message, Effects out) {
        switch (message) {
            case Request request -> {
                if (from instanceof ClientId client) {
                    onRequest(client, request, out);
                }
            }
            case ClientUpdate forwarded -> onClientUpdate(forwarded.update(), out);
            case ViewChange viewChange -> onViewChange(from, viewChange.attempted(), out);
            case VcProof proof -> onVcProof(from, proof, out);
            case Prepare prepare -> onPrepare(from, prepare, out);
            case PrepareOk ok -> onPrepareOk(from, ok, out);
            case Proposal proposal -> onProposal(proposal, out);
            case Accept accept -> onAccept(from, accept, out);
            case Ordered ordered -> {
                reconcile(ordered.snapshot(), ordered.entries(), out);
                execute(out);
            }
            default -> {}
        }
    }

    // --- Clients

    private void onRequest(ClientId client, Request request, Effects out) {
        Update update = new Update(client, request.timestamp(), request.operation());
        if (executed.isExecuted(update)) {
            answer(client, out);
            return;
        }
        updates.isPending(update);
        out.setTimer(new UpdateTimer(client), settings.proofMillis());
        pass(update, out);
    }

    private void pass(Update update, Effects out) {
        switch (election.state()) {
            case REG_LEADER -> onClientUpdate(update, out);
            case REG_NONLEADER -> out.send(election.leader(election.installed()), new ClientUpdate(update));
            case LEADER_ELECTION -> {}
        }
    }

    private void onClientUpdate(Update update, Effects out) {
        if (election.is(State.REG_LEADER) && !executed.isExecuted(update)) {
            updates.enqueue(update);
            sendProposals(out);
        }
    }

    private void onUpdateTimer(ClientId client, Effects out) {
        updates.pending(client).ifPresent(update -> {
            out.setTimer(new UpdateTimer(client), settings.proofMillis());
            pass(update, out);
        });
    }

    private void answer(ClientId client, Effects out) {
        executed.answer(client).ifPresent(answer -> out.send(client, new Reply(answer.timestamp(), answer.reply())));
    }

    // --- Leader election

    @Step("Shift_To_Leader_Election")
    private void elect(long view, Effects out) {
        election.attempt(view, out);
        prepared.clear();
        took(PaxosStep.ELECT, view, out);
        toOthers(new ViewChange(view), out);
        preinstall(out);
    }

    private void onViewChange(ProcessId from, long attempted, Effects out) {
        if (!election.is(State.LEADER_ELECTION)) {
            isAskedToMove |= election.isLater(attempted);
            return;
        }
        if (election.mayJoin(attempted)) {
            elect(attempted, out);
        }
        if (attempted == election.attempted()) {
            election.isInFavour(from);
            preinstall(out);
        }
    }

    @Step("Preinstall")
    private void preinstall(Effects out) {
        if (election.preinstalls(out)) {
            took(PaxosStep.PREINSTALL, election.attempted(), group.promises(), out);
            if (election.leader(election.attempted()).equals(self)) {
                prepare(out);
            }
        }
    }

    private void onVcProof(ProcessId from, VcProof proof, Effects out) {
        if (election.isLater(proof.installed())
                && !election.leader(proof.installed()).equals(self)) {
            adopt(proof.installed(), out);
        } else if (proof.installed() == election.installed() && election.isLedBy(from)) {
            restIfIdle(out);
        }
        if (proof.aru() < history.aru()) {
            out.send(from, new Ordered(snapshotAfter(proof.aru()), orderedAfter(proof.aru())));
        }
    }

    /** The report sets no timer here: a server that enters like this would wait for a leader that is dead for ever. */
    @Step("VC_Proof")
    private void adopt(long view, Effects out) {
        election.follow(view, out);
        updates.clear();
        isAskedToMove = false;
        took(PaxosStep.ADOPT, view, out);
    }

    /** While there is nothing to do, and nobody complains, a leader that is heard of is as good as progress. */
    private void restIfIdle(Effects out) {
        boolean isIdle = updates.pending().isEmpty() && history.last() == history.aru() && !isAskedToMove;
        if (isIdle && !election.is(State.LEADER_ELECTION)) {
            election.waitForProgress(out);
        }
    }

    private void onProofTimer(Effects out) {
        out.setTimer(Alarm.PROOF, settings.proofMillis());
        if (election.is(State.LEADER_ELECTION)) {
            toOthers(new ViewChange(election.attempted()), out);
            if (election.isPreparing()) {
                toOthers(new Prepare(election.installed(), history.aru()), out);
            }
        }
        if (election.installed() > 0) {
            toOthers(new VcProof(election.installed(), history.aru()), out);
        }
        if (election.is(State.REG_LEADER)) {
            restIfIdle(out);
            for (long sequence = history.aru() + 1; sequence <= lastProposed; sequence++) {
                if (!history.isOrdered(sequence)) {
                    toOthers(proposal(sequence), out);
                }
            }
        }
    }

    // --- The prepare phase

    @Step("Shift_To_Prepare_Phase")
    private void prepare(Effects out) {
        election.install(out);
        isAskedToMove = false;
        updates.clear();
        prepared.add(self);
        took(PaxosStep.PREPARE, election.installed(), out);
        toOthers(new Prepare(election.installed(), history.aru()), out);
    }

    /** Also in a view that it entered by VC_Proof: what the report sends then it has never made. */
    @Step("Prepare_OK")
    private void onPrepare(ProcessId leader, Prepare prepare, Effects out) {
        if (!election.mayPrepare(prepare.view()) || election.is(State.REG_LEADER)) {
            return;
        }
        if (election.is(State.LEADER_ELECTION)) {
            election.follow(prepare.view(), out);
            updates.clear();
            isAskedToMove = false;
        }
        took(PaxosStep.PREPARE_OK, prepare.view(), out);
        List<Entry> list = history.after(prepare.aru());
        out.send(leader, new PrepareOk(prepare.view(), snapshotAfter(prepare.aru()), list));
    }

    private void onPrepareOk(ProcessId from, PrepareOk ok, Effects out) {
        if (!election.isPreparing() || !election.isPrepared(ok.view())) {
            return;
        }
        reconcile(ok.snapshot(), ok.entries(), out);
        for (Entry entry : ok.entries()) {
            history.propose(entry.sequence(), entry.slot().view(), entry.slot().updates());
        }
        prepared.add(from);
        if (prepared.size() >= group.promises()) {
            lead(out);
        }
        execute(out);
    }

    /** All that may have been ordered is proposed again in this view; a hole below that gets a batch of nothing. */
    @Step("Shift_To_Reg_Leader")
    private void lead(Effects out) {
        election.lead();
        took(PaxosStep.LEAD, election.installed(), group.promises(), out);
        List<Update> bound = new ArrayList<>();
        lastProposed = history.last();
        for (long sequence = history.aru() + 1; sequence <= lastProposed; sequence++) {
            List<Update> again = history.slot(sequence).map(Slot::updates).orElse(List.of());
            bound.addAll(again);
            if (!history.isOrdered(sequence)) {
                propose(sequence, again, out);
            }
        }
        updates.restart(bound);
        updates.pending().forEach(updates::enqueue);
        sendProposals(out);
    }

    // --- Global ordering

    private void sendProposals(Effects out) {
        lastProposed = Math.max(lastProposed, history.last());
        while (!updates.isEmpty() && lastProposed < history.aru() + settings.window()) {
            lastProposed++;
            propose(lastProposed, updates.take(settings.batch()), out);
        }
    }

    @Step("Send_Proposal")
    private void propose(long sequence, List<Update> batch, Effects out) {
        history.propose(sequence, election.installed(), batch);
        history.remember(sequence, out);
        history.accepted(self, election.installed(), sequence);
        took(PaxosStep.PROPOSE, sequence, batch, out);
        toOthers(proposal(sequence), out);
        order(sequence, out);
    }

    private Proposal proposal(long sequence) {
        return new Proposal(
                election.installed(),
                sequence,
                history.slot(sequence).orElseThrow().updates());
    }

    /** The leader has accepted what it proposes; and a server counts what it accepts itself, which the report does not say. */
    @Step("Accept")
    private void onProposal(Proposal proposal, Effects out) {
        if (!election.mayAccept(proposal.view()) || !election.is(State.REG_NONLEADER)) {
            return;
        }
        long sequence = proposal.sequence();
        history.propose(sequence, proposal.view(), proposal.updates());
        history.remember(sequence, out);
        history.accepted(election.leader(proposal.view()), proposal.view(), sequence);
        history.accepted(self, proposal.view(), sequence);
        took(PaxosStep.ACCEPT, sequence, proposal.updates(), out);
        toOthers(new Accept(proposal.view(), sequence), out);
        order(sequence, out);
    }

    private void onAccept(ProcessId from, Accept accept, Effects out) {
        history.accepted(from, accept.view(), accept.sequence());
        order(accept.sequence(), out);
    }

    @Step("Globally_Ordered_Update")
    private void order(long sequence, Effects out) {
        if (history.isReady(sequence)) {
            history.order(sequence);
            history.remember(sequence, out);
            out.took(new PaxosStep(
                    PaxosStep.ORDER,
                    self,
                    election.installed(),
                    sequence,
                    group.accepts(),
                    history.slot(sequence).orElseThrow().updates()));
            execute(out);
        }
    }

    /** In the order of the numbers, without a gap. */
    @Step("Execute")
    private void execute(Effects out) {
        long before = history.aru();
        for (Optional<Slot> next = history.next(); next.isPresent(); next = history.next()) {
            history.executedNext();
            next.orElseThrow().updates().forEach(update -> execute(update, out));
            took(PaxosStep.EXECUTE, history.aru(), next.orElseThrow().updates(), out);
            if (history.aru() % settings.snapshotEvery() == 0) {
                cut(executed.snapshot(history.aru()), out);
            }
        }
        if (history.aru() > before) {
            isAskedToMove = false;
            election.progressed(out);
            if (election.is(State.REG_LEADER)) {
                sendProposals(out);
            }
        }
    }

    private void execute(Update update, Effects out) {
        executed.execute(update);
        answerWhoWaits(update.client(), out);
    }

    private void answerWhoWaits(ClientId client, Effects out) {
        if (updates.pending(client).filter(executed::isExecuted).isPresent()) {
            updates.isAnswered(client);
            out.cancelTimer(new UpdateTimer(client));
            answer(client, out);
        }
    }

    // --- Reconciliation, and a log that does not grow for ever

    private Optional<Snapshot> snapshotAfter(long aru) {
        return snapshot.filter(cut -> cut.aru() > aru);
    }

    private List<Entry> orderedAfter(long aru) {
        return history.after(aru).stream()
                .filter(entry -> entry.slot().isOrdered())
                .limit(MOST_ENTRIES)
                .toList();
    }

    @Step("Reconcile")
    private void reconcile(Optional<Snapshot> told, List<Entry> entries, Effects out) {
        told.filter(this::isAhead).ifPresent(later -> {
            executed.restore(later);
            cut(later, out);
            List<ClientId> waiting =
                    updates.pending().stream().map(Update::client).toList();
            waiting.forEach(client -> answerWhoWaits(client, out));
        });
        for (Entry entry : entries) {
            long sequence = entry.sequence();
            if (entry.slot().isOrdered() && !history.isOrdered(sequence)) {
                history.order(sequence, entry.slot());
                history.remember(sequence, out);
                took(PaxosStep.RECONCILE, sequence, entry.slot().updates(), out);
            }
        }
    }

    /** What was executed since would be executed again, or be lost. */
    @Guard("Snapshot.newer")
    boolean isAhead(Snapshot told) {
        return told.aru() > history.aru();
    }

    @Step("Snapshot")
    private void cut(Snapshot at, Effects out) {
        snapshot = Optional.of(at);
        out.store(SNAPSHOT, at);
        took(PaxosStep.SNAPSHOT, at.aru(), List.of(), out);
        history.cut(at.aru(), out);
    }

    // ---

    private void toOthers(PaxosMessage message, Effects out) {
        for (ReplicaId server : group.replicas()) {
            if (!server.equals(self)) {
                out.send(server, message);
            }
        }
    }

    private void took(String step, long view, Effects out) {
        took(step, view, 0, out);
    }

    private void took(String step, long view, int quorum, Effects out) {
        out.took(new PaxosStep(step, self, view, 0, quorum, List.of()));
    }

    private void took(String step, long sequence, List<Update> batch, Effects out) {
        out.took(new PaxosStep(step, self, election.installed(), sequence, 0, batch));
    }

    @Override
    public void check() {
        election.check();
        history.check();
    }
}

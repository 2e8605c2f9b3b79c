package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.RequestId;
import next700.protocol.authentication.Mac;
import next700.protocol.backup.BackupAbort;
import next700.protocol.checkpoints.CheckpointMessage;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.simulation.Arena;
import next700.simulation.Facts;
import next700.simulation.Setup;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.Flight;
import next700.trial.IdealAuthentication;
import next700.trial.liar.Conspiracy;

/**
 * All Byzantine processes of a run, as one mind. It knows the structure of the protocol's messages: what it says is
 * close to what the protocol would say, wrong in one place, and some of it fits together over several steps.
 *
 * <p>A Byzantine replica runs a correct automaton, and for each message that this would send chooses to send it, keep
 * it back, or lie. Beside that, after any event the adversary may launch an attack of its own accord.
 */
public final class Adversary {
    /**
     * What a Byzantine replica says.
     *
     * @param lie whether a correct one would say something else
     */
    public record Said(ProcessId to, Message message, boolean lie, String remark) {}

    private static final String FORGED = "forged";

    /** A minimal counterexample needs few; more only make runs longer. */
    private static final int MAX_ATTACKS = 8;

    private final Knowledge knowledge;
    private final ChoiceTape tape;
    private final Mouth mouth;
    private final ProofForger proofs;
    private final Conspiracy conspiracy;
    private final SequencingLiar sequencing;
    private final CheckpointLiar checkpoints;
    private final List<Attack> attacks = List.of(
            this::beginInstance,
            this::panic,
            this::invoke,
            this::equivocate,
            this::repeatOrAlter,
            new Misnumbering(),
            this::align,
            this::answerInAnothersName,
            this::answerFalsely,
            this::abortInAnothersName,
            this::abortFalsely,
            this::panicInAnothersName,
            this::invokeInAnothersName,
            this::checkpointFalsely);

    private int launched;

    /**
     * The adversary of a run.
     *
     * @param conspiracy the same processes as liars of any protocol
     */
    public Adversary(
            Arena arena,
            Setup setup,
            ChoiceTape tape,
            Facts facts,
            List<Flight> flights,
            Conspiracy conspiracy,
            Mouth mouth) {
        this.conspiracy = conspiracy;
        this.knowledge = new Knowledge(arena, setup, tape, facts, flights);
        this.tape = tape;
        this.mouth = mouth;
        this.checkpoints = new CheckpointLiar(knowledge);
        this.proofs = new ProofForger(knowledge, checkpoints);
        this.sequencing = new SequencingLiar(knowledge, proofs, checkpoints);
    }

    /** After an event: maybe attack. */
    public void act() {
        if (knowledge.isEmpty() || knowledge.facts().isHealed() || launched == MAX_ATTACKS) {
            return;
        }
        int choice = tape.choose(1 + attacks.size(), Decision.ATTACK, "attack");
        if (choice > 0) {
            launched++;
            attacks.get(choice - 1).launch(knowledge, mouth);
        }
    }

    /** A Byzantine replica took an input: what its correct automaton says, bent. */
    public List<Said> react(ReplicaId self, List<Effect> effects, Input input) {
        List<Said> said = new ArrayList<>();
        boolean answered = false;
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                answered = true;
                bend(self, send, said);
            }
        }
        if (!answered && !knowledge.facts().isHealed() && input instanceof Input.Received received) {
            answerAnyway(self, received.message(), said);
        }
        return said;
    }

    private void bend(ReplicaId self, Effect.Send send, List<Said> said) {
        if (knowledge.facts().isHealed()) {
            said.add(new Said(send.to(), send.message(), false, ""));
            return;
        }
        switch (send.message()) {
            case Resp resp -> bend(self, send.to(), resp, said);
            case Abort abort -> bend(self, send.to(), abort, said);
            case CheckpointMessage checkpoint -> said.addAll(checkpoints.bend(self, send.to(), checkpoint));
            default -> said.addAll(sequencing.bend(self, send.to(), send.message()));
        }
    }

    private void bend(ReplicaId self, ProcessId to, Resp resp, List<Said> said) {
        var awaited = awaited(resp.request(), resp.instance());
        int choice = knowledge.lie(6, "RESP of a Byzantine replica");
        switch (choice) {
            case 0 -> said.add(new Said(to, resp, false, ""));
            case 1 ->
                said.add(new Said(
                        to, awaited.map(a -> knowledge.matching(a, self)).orElse(resp), true, "echo"));
            case 2 ->
                awaited.ifPresent(a -> said.add(new Said(
                        to,
                        knowledge.response(
                                a,
                                self,
                                resp.reply(),
                                knowledge.claim(a.instance()).digest()),
                        true,
                        "wrong history")));
            case 3 ->
                awaited.ifPresent(a -> said.add(new Said(
                        to,
                        knowledge.response(a, self, Reply.inFull(Bytes.utf8("wrong")), resp.history()),
                        true,
                        "wrong reply")));
            case 4 ->
                awaited.ifPresent(a -> said.add(new Said(
                        to, knowledge.predicted(a, self, knowledge.claim(a.instance())), true, "wrong execution")));
            default -> knowledge.facts().disturbed();
        }
    }

    private void bend(ReplicaId self, ProcessId to, Abort abort, List<Said> said) {
        InstanceId instance = abort.instance();
        switch (knowledge.lie(6, "ABORT of a Byzantine replica")) {
            case 0 -> said.add(new Said(to, abort, false, ""));
            case 1, 2 ->
                said.add(new Said(
                        to,
                        knowledge.signed(self, instance, abort.next(), knowledge.claim(instance)),
                        true,
                        "wrong history"));
            case 3 ->
                said.add(new Said(
                        to,
                        knowledge.signed(
                                self, instance, new InstanceId(abort.next().number() + 1), abort.history()),
                        true,
                        "wrong next"));
            case 4 ->
                said.add(new Said(
                        to,
                        knowledge.signed(self, instance, abort.next(), checkpoints.cutOff(knowledge.claim(instance))),
                        true,
                        "a checkpoint of its own"));
            default -> knowledge.facts().disturbed();
        }
    }

    /** Where a correct replica would be silent, since it has stopped or was never initialised. */
    private void answerAnyway(ReplicaId self, Message message, List<Said> said) {
        if (message instanceof Req req && !knowledge.isChain(req.instance())) {
            awaited(req.request().id(), req.instance())
                    .filter(a -> knowledge.lie(2, "RESP of a silent replica") > 0)
                    .ifPresent(a -> said.add(
                            new Said(req.request().client(), knowledge.matching(a, self), true, "answer out of turn")));
        } else if (message instanceof Panic panic && knowledge.lie(2, "ABORT of a silent replica") > 0) {
            InstanceId instance = panic.instance();
            Abort abort =
                    knowledge.signed(self, instance, new InstanceId(instance.number() + 1), knowledge.claim(instance));
            said.add(new Said(panic.client(), abort, true, "ABORT out of turn"));
        }
    }

    private Optional<Facts.Outstanding> awaited(RequestId request, InstanceId instance) {
        return knowledge
                .facts()
                .outstanding(request.client())
                .filter(outstanding -> outstanding.instance().equals(instance)
                        && outstanding.request().id().equals(request));
    }

    // What a Byzantine client does in its own name.

    private void beginInstance(Knowledge k, Mouth out) {
        Optional<ClientId> self = k.pick(k.puppets(), "Byzantine client");
        if (self.isEmpty()) {
            return;
        }
        InstanceId instance = k.instanceToBegin();
        if (instance.number() < 2) {
            return;
        }
        if (k.facts().abortsIn(k.facts().latest()).isEmpty() && k.pick(3, "ABORTs first") < 2) {
            sendPanic(
                    self.get(),
                    k.facts().latest(),
                    Optional.empty(),
                    k.arena().group().replicas(),
                    out);
            return;
        }
        boolean byPanic = k.pick(2, "by REQ or PANIC") == 1;
        List<ReplicaId> targets = k.targets();
        Optional<InitProof> proof = proofs.forge(instance);
        begin(self.get(), instance, proof, targets, byPanic, out);
        if (targets.size() < k.arena().replicas() && k.pick(2, "another proof to the others") == 1) {
            List<ReplicaId> others = new ArrayList<>(k.arena().group().replicas());
            others.removeAll(targets);
            begin(self.get(), instance, proofs.forge(instance), others, byPanic, out);
        }
    }

    private void begin(
            ClientId self,
            InstanceId instance,
            Optional<InitProof> proof,
            List<ReplicaId> targets,
            boolean byPanic,
            Mouth out) {
        if (byPanic) {
            sendPanic(self, instance, proof, targets, out);
        } else {
            Request request = ownRequest(self);
            InstanceMessage invocation = knowledge.invocation(self, instance, request, proof);
            knowledge
                    .receivers(instance, targets)
                    .forEach(replica -> out.say(self, replica, invocation, "with an init history"));
        }
    }

    private void sendPanic(
            ClientId self, InstanceId instance, Optional<InitProof> proof, List<ReplicaId> targets, Mouth out) {
        long timestamp = 1;
        Digest content = Panic.content(instance, self, timestamp);
        for (ReplicaId replica : targets) {
            Mac mac = knowledge.keysOf(self).mac(content, replica);
            out.say(self, replica, new Panic(instance, self, timestamp, proof, mac), "without need");
        }
    }

    private Request ownRequest(ClientId self) {
        long timestamp = 1L + knowledge.pick(4, "timestamp");
        String operation = self + "." + timestamp + (knowledge.pick(2, "operation") == 0 ? "" : "'");
        return new Request(self, timestamp, Bytes.utf8(operation));
    }

    private void panic(Knowledge k, Mouth out) {
        k.pick(k.puppets(), "Byzantine client")
                .ifPresent(self -> sendPanic(self, k.instance(), Optional.empty(), k.targets(), out));
    }

    private void invoke(Knowledge k, Mouth out) {
        k.pick(k.puppets(), "Byzantine client").ifPresent(self -> {
            InstanceId instance = k.instance();
            Request request = ownRequest(self);
            InstanceMessage invocation = k.invocation(self, instance, request, Optional.empty());
            k.receivers(instance, k.targets()).forEach(replica -> out.say(self, replica, invocation, ""));
        });
    }

    /** Different requests at one timestamp, or in different orders, to different replicas. */
    private void equivocate(Knowledge k, Mouth out) {
        k.pick(k.puppets(), "Byzantine client").ifPresent(self -> {
            InstanceId instance = k.instance();
            Request one = ownRequest(self);
            Request other = ownRequest(self);
            List<ReplicaId> some = k.targets();
            for (ReplicaId replica : k.receivers(instance, k.arena().group().replicas())) {
                Request first = some.contains(replica) ? one : other;
                Request second = some.contains(replica) ? other : one;
                sendOwn(self, replica, instance, first, out);
                if (k.pick(2, "both") == 1) {
                    sendOwn(self, replica, instance, second, out);
                }
            }
        });
    }

    private void sendOwn(ClientId self, ReplicaId replica, InstanceId instance, Request request, Mouth out) {
        out.say(self, replica, knowledge.honestInvocation(self, instance, request), "equivocation");
    }

    // What anyone can do.

    /** Something of the past once more, or altered under its proofs: what liars of any protocol do. */
    @SuppressWarnings("UnusedVariable") // An attack as any other.
    private void repeatOrAlter(Knowledge k, Mouth out) {
        conspiracy.actNow();
    }

    /** Makes answers that differ agree, under the MACs that they had. */
    private void align(Knowledge k, Mouth out) {
        k.victim().ifPresent(victim -> {
            List<Resp> answers = k.answersTo(victim);
            k.pick(answers, "answer to agree with").ifPresent(model -> {
                boolean reply = k.pick(2, "replies too") == 1;
                for (Resp answer : answers) {
                    if (!answer.history().equals(model.history())) {
                        Resp aligned = new Resp(
                                answer.instance(),
                                answer.replica(),
                                answer.request(),
                                reply ? model.reply() : answer.reply(),
                                model.history(),
                                answer.mac());
                        out.say(k.anyone(), answer.client(), aligned, "altered on the way");
                    }
                }
            });
        });
    }

    private void answerInAnothersName(Knowledge k, Mouth out) {
        k.victim().ifPresent(victim -> {
            for (ReplicaId name : k.targets()) {
                String remark = k.liars().contains(name) ? "" : FORGED;
                out.say(k.anyone(), victim.request().client(), k.agreeing(victim, name), remark);
            }
        });
    }

    private void answerFalsely(Knowledge k, Mouth out) {
        Optional<ReplicaId> liar = k.pick(k.liars(), "Byzantine replica");
        if (liar.isPresent()) {
            k.victim().ifPresent(victim -> {
                ReplicaId self = liar.get();
                InstanceMessage message = k.pick(2, "matching or not") == 0
                        ? k.agreeing(victim, self)
                        : k.answer(victim, self, k.claim(victim.instance()));
                out.say(self, victim.request().client(), message, "answer out of turn");
            });
        }
    }

    private void checkpointFalsely(Knowledge k, Mouth out) {
        if (k.fetches().isEmpty()) {
            checkpoints.signInOthersNames(out);
        } else {
            checkpoints.answerFetches(out);
        }
    }

    private void abortInAnothersName(Knowledge k, Mouth out) {
        InstanceId instance = k.instance();
        History history = k.claim(instance);
        List<ReplicaId> names = k.targets();
        for (ClientId client : k.clients()) {
            for (ReplicaId name : names) {
                if (!k.liars().contains(name)) {
                    InstanceId next = new InstanceId(instance.number() + 1);
                    InstanceMessage abort = k.arena().isSpeculative(instance)
                            ? k.forged(name, instance, next, history)
                            : new BackupAbort(instance, next, name, history, IdealAuthentication.garbageSignature());
                    out.say(k.anyone(), client, abort, FORGED);
                }
            }
        }
    }

    private void abortFalsely(Knowledge k, Mouth out) {
        k.pick(k.liars(), "Byzantine replica").ifPresent(self -> {
            InstanceId instance = k.instance();
            long distance = k.pick(3, "next") == 2 ? 2 : 1;
            Abort abort = k.signed(self, instance, new InstanceId(instance.number() + distance), k.claim(instance));
            k.clients().forEach(client -> out.say(self, client, abort, "ABORT out of turn"));
        });
    }

    private void panicInAnothersName(Knowledge k, Mouth out) {
        InstanceId instance = k.instance();
        List<ClientId> correct = k.facts().setup().clients();
        ClientId name = correct.get(k.pick(correct.size(), "in whose name"));
        Optional<InitProof> proof = k.pick(2, "with a proof") == 1 ? proofs.forge(instance) : Optional.empty();
        long timestamp = 1L + k.pick(2, "timestamp");
        for (ReplicaId replica : k.targets()) {
            Mac mac = k.macInTheNameOf(name, Panic.content(instance, name, timestamp), replica);
            out.say(k.anyone(), replica, new Panic(instance, name, timestamp, proof, mac), FORGED);
        }
    }

    private void invokeInAnothersName(Knowledge k, Mouth out) {
        InstanceId instance = k.instance();
        Request request = k.madeUp();
        Optional<InitProof> proof = k.pick(2, "with a proof") == 1 ? proofs.forge(instance) : Optional.empty();
        InstanceMessage invocation = k.invocation(request.client(), instance, request, proof);
        k.receivers(instance, k.targets()).forEach(replica -> out.say(k.anyone(), replica, invocation, FORGED));
    }
}

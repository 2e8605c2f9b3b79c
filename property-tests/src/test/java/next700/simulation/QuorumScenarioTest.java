package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.authentication.Authenticator;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.api.Test;

/** Quorum's steps one by one (thesis B.3, B.5, B.6): the exact effects of an input, beside the paper. */
final class QuorumScenarioTest {
    /** Who is on the link says nothing. */
    private static final ClientId ANYONE = new ClientId(99);

    private static final ByzantineGroup GROUP = new ByzantineGroup(1);
    private static final InstanceId ONE = InstanceId.FIRST;
    private static final InstanceId TWO = new InstanceId(2);
    private static final ClientId C1 = new ClientId(1);
    private static final ClientId C2 = new ClientId(2);
    private static final Timing TIMING = new Timing(10);

    private static CompositionReplica replica(int number) {
        ReplicaId self = new ReplicaId(number);
        return new CompositionReplica(
                Composition.QUORUM,
                self,
                GROUP,
                new IdealAuthentication(self),
                TIMING,
                new Journal(false),
                Optional.empty());
    }

    private static CompositionClient client(ClientId self) {
        return new CompositionClient(Composition.QUORUM, self, GROUP, new IdealAuthentication(self), TIMING, 0);
    }

    private static Request request(ClientId client, long timestamp) {
        return new Request(client, timestamp, Bytes.utf8(client + "." + timestamp));
    }

    private static Req req(InstanceId instance, Request request, Optional<InitProof> init) {
        var authenticator =
                new IdealAuthentication(request.client()).authenticator(Req.content(instance, request), GROUP);
        return new Req(instance, request, init, authenticator);
    }

    private static Panic panic(InstanceId instance, ClientId client, ReplicaId to, Optional<InitProof> init) {
        var mac = new IdealAuthentication(client).mac(Panic.content(instance, client, 1), to);
        return new Panic(instance, client, 1, init, mac);
    }

    private static Abort abort(int replica, InstanceId instance, History history) {
        ReplicaId self = new ReplicaId(replica);
        InstanceId next = new InstanceId(instance.number() + 1);
        var signature = new IdealAuthentication(self).sign(Abort.content(instance, next, self, history, false));
        return new Abort(instance, next, self, history, false, signature);
    }

    private static AbortProof proof(History... histories) {
        List<Abort> aborts = new ArrayList<>();
        for (History history : histories) {
            aborts.add(abort(aborts.size() + 1, ONE, history));
        }
        return new AbortProof(aborts);
    }

    private static List<Effect> deliver(CompositionReplica replica, InstanceMessage message) {
        return replica.on(new Input.Received(ANYONE, message));
    }

    private static List<String> steps(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Took.class::isInstance)
                .map(effect -> AbstractWords.INSTANCE.step(((Effect.Took) effect).step()))
                .toList();
    }

    private static <M> List<M> sent(List<Effect> effects, Class<M> type) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).message())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void q1SendsTheRequestToAllReplicasAndStartsTheTimer() {
        List<Effect> effects = client(C1).on(new Input.Called(new Invocation(Bytes.utf8("c1.1"))));

        Req message = req(ONE, request(C1, 1), Optional.empty());
        assertThat(effects)
                .containsExactly(
                        new Effect.SetTimer(new InstanceTimer(InstanceTimer.Kind.PATIENCE, ONE), 20),
                        new Effect.Took(
                                StepRecord.of(StepKind.INVOKES, "Q1", C1, ONE).about(request(C1, 1))),
                        new Effect.Send(new ReplicaId(1), message),
                        new Effect.Send(new ReplicaId(2), message),
                        new Effect.Send(new ReplicaId(3), message),
                        new Effect.Send(new ReplicaId(4), message),
                        new Effect.SetTimer(new InstanceTimer(InstanceTimer.Kind.RESEND_REQUEST, ONE), 5));
    }

    @Test
    void q2ExecutesTheRequestAndAnswersWithTheReplyAndTheDigestOfTheLocalHistory() {
        CompositionReplica replica = replica(2);
        Request request = request(C1, 1);
        List<Effect> effects = deliver(replica, req(ONE, request, Optional.empty()));

        History history = History.of(request);
        Reply reply = Reply.digestOnly(Bytes.utf8("c1.1"));
        var content = Resp.content(ONE, new ReplicaId(2), request.id(), reply, history.digest());
        var mac = new IdealAuthentication(new ReplicaId(2)).mac(content, C1);
        assertThat(effects)
                .containsExactly(
                        new Effect.Store(Spoken.NAME, Spoken.in(ONE)),
                        new Effect.Took(StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(2), ONE)
                                .about(request)
                                .with(history)),
                        new Effect.Send(
                                C1, new Resp(ONE, new ReplicaId(2), request.id(), reply, history.digest(), mac)));
    }

    @Test
    void q2IgnoresARequestWithoutItsClientsMac() {
        Request request = request(C1, 1);
        var forger = new IdealAuthentication(C2);
        var garbage = new Req(ONE, request, Optional.empty(), new Authenticator(List.of()));
        var forged = new Req(ONE, request, Optional.empty(), forger.authenticator(Req.content(ONE, request), GROUP));

        assertThat(deliver(replica(1), garbage)).isEmpty();
        assertThat(deliver(replica(1), forged)).isEmpty();
    }

    @Test
    void q2DoesNotExecuteAnOlderTimestamp() {
        CompositionReplica replica = replica(1);
        deliver(replica, req(ONE, request(C1, 2), Optional.empty()));

        assertThat(deliver(replica, req(ONE, request(C1, 1), Optional.empty()))).isEmpty();
    }

    @Test
    void aRequestThatIsSentAgainIsAnsweredAsBefore() {
        CompositionReplica replica = replica(1);
        Req first = req(ONE, request(C1, 1), Optional.empty());
        List<Resp> answer = sent(deliver(replica, first), Resp.class);
        deliver(replica, req(ONE, request(C2, 1), Optional.empty()));

        assertThat(sent(deliver(replica, first), Resp.class)).isEqualTo(answer);
    }

    @Test
    void aStoppedReplicaExecutesNothingAndAlwaysSendsTheSameAbort() {
        CompositionReplica replica = replica(1);
        deliver(replica, req(ONE, request(C1, 1), Optional.empty()));
        List<Effect> stopped = deliver(replica, panic(ONE, C1, new ReplicaId(1), Optional.empty()));

        Abort abort = abort(1, ONE, History.of(request(C1, 1)));
        assertThat(sent(stopped, Abort.class)).containsExactly(abort);
        assertThat(deliver(replica, req(ONE, request(C2, 1), Optional.empty())))
                .containsExactly(new Effect.Send(C2, abort));
    }

    @Test
    void anUninitialisedReplicaNeitherExecutesNorAborts() {
        CompositionReplica replica = replica(1);

        assertThat(deliver(replica, req(TWO, request(C1, 1), Optional.empty()))).isEmpty();
        assertThat(deliver(replica, panic(TWO, C1, new ReplicaId(1), Optional.empty())))
                .isEmpty();
    }

    @Test
    void aReplicaExecutesItsInitHistoryBeforeTheRequest() {
        History history = History.of(request(C1, 1));
        CompositionReplica replica = replica(1);
        List<Effect> effects =
                deliver(replica, req(TWO, request(C2, 1), Optional.of(proof(history, history, History.EMPTY))));

        assertThat(steps(effects)).containsExactly("Q2(r1, 2, c2:1) init history [c1:1] history [c1:1, c2:1]");
        assertThat(sent(effects, Resp.class).get(0).reply().digest())
                .isEqualTo(Reply.inFull(Bytes.utf8("c1.1,c2.1")).digest());
    }

    @Test
    void onlyTheFirstInitHistoryCounts() {
        History history = History.of(request(C1, 1));
        CompositionReplica replica = replica(1);
        deliver(replica, req(TWO, request(C2, 1), Optional.of(proof(history, history, history))));
        List<Effect> effects = deliver(
                replica, req(TWO, request(C2, 2), Optional.of(proof(History.EMPTY, History.EMPTY, History.EMPTY))));

        assertThat(steps(effects)).containsExactly("Q2(r1, 2, c2:2) history [c1:1, c2:1, c2:2]");
    }

    @Test
    void anInitHistoryWithoutItsProofIsNoInitHistory() {
        History history = History.of(request(C1, 1));
        List<Abort> valid = proof(history, history, history).aborts();
        Abort unsigned = new Abort(ONE, TWO, new ReplicaId(3), history, false, IdealAuthentication.garbageSignature());
        Abort elsewhere = abort(3, TWO, history);
        List<List<Abort>> invalid = List.of(
                valid.subList(0, 2),
                List.of(valid.get(0), valid.get(1), valid.get(1)),
                List.of(valid.get(0), valid.get(1), valid.get(2), abort(4, ONE, history)),
                List.of(valid.get(0), valid.get(1), unsigned),
                List.of(valid.get(0), valid.get(1), elsewhere));

        for (List<Abort> aborts : invalid) {
            assertThat(deliver(replica(1), req(TWO, request(C2, 1), Optional.of(new AbortProof(aborts)))))
                    .isEmpty();
        }
    }

    @Test
    void q3CommitsWhenAllReplicasAnswerAlike() {
        CompositionClient client = client(C1);
        List<Req> requests = sent(client.on(new Input.Called(new Invocation(Bytes.utf8("c1.1")))), Req.class);
        List<Effect> last = List.of();
        for (int number = 1; number <= 4; number++) {
            assertThat(last).isEmpty();
            Resp answer =
                    sent(deliver(replica(number), requests.get(0)), Resp.class).get(0);
            last = client.on(new Input.Received(ANYONE, answer));
        }

        History history = History.of(request(C1, 1));
        assertThat(last)
                .contains(new Effect.Tell(
                        new Indication.Commit(ONE, request(C1, 1), Bytes.utf8("c1.1"), history.digest())));
    }

    @Test
    void q3PanicsWithoutWaitingWhenAnswersDiffer() {
        CompositionClient client = client(C1);
        Req request = sent(client.on(new Input.Called(new Invocation(Bytes.utf8("c1.1")))), Req.class)
                .get(0);
        CompositionReplica other = replica(2);
        deliver(other, req(ONE, request(C2, 1), Optional.empty()));
        client.on(new Input.Received(
                ANYONE, sent(deliver(replica(1), request), Resp.class).get(0)));
        List<Effect> effects = client.on(new Input.Received(
                ANYONE, sent(deliver(other, request), Resp.class).get(0)));

        assertThat(steps(effects)).containsExactly("P1(c1, 1, c1:1)");
        assertThat(sent(effects, Panic.class)).hasSize(4);
    }

    @Test
    void aCommittedRequestIsAPrefixOfEveryAbortHistory() {
        Request committed = request(C1, 1);
        CompositionClient client = client(C2);
        Req second = sent(client.on(new Input.Called(new Invocation(Bytes.utf8("c2.1")))), Req.class)
                .get(0);
        client.on(new Input.Expired(new InstanceTimer(InstanceTimer.Kind.PATIENCE, ONE)));
        List<Effect> last = List.of();
        for (int number = 2; number <= 3; number++) {
            CompositionReplica replica = replica(number);
            deliver(replica, req(ONE, committed, Optional.empty()));
            if (number == 3) {
                deliver(replica, second);
            }
            List<Effect> stopped = deliver(replica, panic(ONE, C2, new ReplicaId(number), Optional.empty()));
            last = client.on(
                    new Input.Received(ANYONE, sent(stopped, Abort.class).get(0)));
        }
        assertThat(last).isEmpty();
        List<Effect> aborted = client.on(new Input.Received(ANYONE, abort(4, ONE, History.EMPTY)));

        assertThat(steps(aborted)).containsExactly("P3(c2, 1, c2:1) history [c1:1]");
    }
}

package next700.protocol.zyzzyva;

import static org.assertj.core.api.Assertions.assertThat;

import next700.costs.Meter;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ProofOfMisbehaviour;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.api.Test;

/** What Zyzzyva does, told step by step. */
final class ZyzzyvaScenarioTest {
    private final Village village = new Village(2);

    @Test
    void aRequestCompletesAfterThreeDelaysWhenAllAnswerAlike() {
        village.ask(1, "put", "[\"k\", \"1\"]");

        assertThat(village.settle()).isEqualTo(3);
        assertThat(village.answers(1)).singleElement().satisfies(answered -> {
            assertThat(answered.fast()).isTrue();
            assertThat(answered.n()).isEqualTo(1);
        });
    }

    /** What the primary does for a request: the client's MAC, the order, the answer. */
    @Test
    void thePrimaryChecksOneMacAndSignsTwiceForARequest() {
        village.ask(1, "put", "[\"k\", \"1\"]");
        village.settle();

        Meter primary = village.keys.get(new ReplicaId(1));
        assertThat(primary.macs().values()).containsExactly(1);
        assertThat(primary.signatures()).isEqualTo(2);
        Meter backup = village.keys.get(new ReplicaId(2));
        assertThat(backup.macs().values()).containsExactly(1);
        assertThat(backup.signatures()).isEqualTo(2);
    }

    @Test
    void withOneReplicaSilentItCompletesByACertificateTwoDelaysLater() {
        village.silent.add(new ReplicaId(4));
        village.ask(1, "put", "[\"k\", \"1\"]");
        village.settle();
        assertThat(village.answers(1)).isEmpty();

        village.expire(ZyzzyvaTimer.ANSWERS);

        assertThat(village.settle()).isEqualTo(2);
        assertThat(village.answers(1))
                .singleElement()
                .satisfies(answered -> assertThat(answered.fast()).isFalse());
    }

    @Test
    void aSilentPrimaryIsReplacedAndTheRequestCompletesInTheNextView() {
        village.silent.add(new ReplicaId(1));
        village.ask(1, "put", "[\"k\", \"1\"]");
        village.settle();
        village.expire(ZyzzyvaTimer.ANSWERS);
        village.settle();
        village.expire(ZyzzyvaTimer.PROGRESS);
        village.settle();
        village.expire(ZyzzyvaTimer.ANSWERS);
        village.settle();

        assertThat(village.answers(1))
                .singleElement()
                .satisfies(answered -> assertThat(answered.view()).isEqualTo(1));
        assertThat(village.replica(3).activeView()).isEqualTo(1);
    }

    @Test
    void aReplicaThatWasKilledRemembersWhatItAnswered() {
        village.ask(1, "put", "[\"k\", \"1\"]");
        village.settle();
        Digest before = village.replica(2).historyAt(1);

        village.restart(new ReplicaId(2));

        assertThat(village.replica(2).last()).isEqualTo(1);
        assertThat(village.replica(2).historyAt(1)).isEqualTo(before);
        assertThat(village.replica(2).isActive()).isTrue();
    }

    private static OrderRequest order(Request request) {
        Digest history = Histories.extend(Histories.EMPTY, request);
        return new OrderRequest(
                0,
                1,
                history,
                request,
                new IdealAuthentication(new ReplicaId(1)).sign(OrderRequest.content(0, 1, history, request.digest())));
    }

    private Request request(int client) {
        ClientId self = new ClientId(client);
        Bytes operation = Bytes.utf8("x");
        return new Request(
                operation,
                1,
                self,
                new IdealAuthentication(self).authenticator(Request.digest(operation, 1, self), Village.GROUP));
    }

    @Test
    void twoOrdersForOneNumberEndTheViewAtOnce() {
        village.send(new ClientId(1), new ReplicaId(2), new ProofOfMisbehaviour(order(request(1)), order(request(2))));
        village.settle();

        assertThat(village.replica(2).activeView()).isEqualTo(1);
        assertThat(village.replica(4).activeView()).isEqualTo(1);
    }

    @Test
    void oneOrderTwiceProvesNothing() {
        village.send(new ClientId(1), new ReplicaId(2), new ProofOfMisbehaviour(order(request(1)), order(request(1))));
        village.settle();

        assertThat(village.replica(2).view()).isZero();
    }
}

package next700.simulation.pbft;

import static next700.simulation.pbft.PbftCluster.partial;
import static next700.simulation.pbft.PbftCluster.r;
import static next700.simulation.pbft.PbftCluster.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.protocol.pbft.PbftSettings;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.api.Test;

final class PbftScenarioTest {
    private static final PbftSettings SETTINGS = new PbftSettings(2, 8, 2);
    private static final ByzantineGroup FOUR = new ByzantineGroup(1);

    private final PbftCluster cluster = new PbftCluster(1, SETTINGS);

    private void allExecuted(String... requests) {
        for (ReplicaId replica : cluster.group.replicas()) {
            assertThat(cluster.executed(replica.number())).containsExactly(requests);
        }
    }

    private static PrePrepare prePrepare(long view, long sequence, ClientRequest... requests) {
        Batch batch = new Batch(List.of(requests));
        ReplicaId primary = r((int) view + 1);
        var content = PrePrepare.content(InstanceId.FIRST, view, sequence, batch.digest());
        return new PrePrepare(
                InstanceId.FIRST, view, sequence, batch, new IdealAuthentication(primary).authenticator(content, FOUR));
    }

    private static Prepare prepare(PrePrepare proposal, ReplicaId replica) {
        var digest = proposal.batch().digest();
        var content = Prepare.content(InstanceId.FIRST, proposal.view(), proposal.sequence(), digest, replica);
        return new Prepare(
                InstanceId.FIRST,
                proposal.view(),
                proposal.sequence(),
                digest,
                replica,
                new IdealAuthentication(replica).authenticator(content, FOUR));
    }

    @Test
    void aRequestToThePrimaryIsExecutedByAll() {
        cluster.submit(request(1, 1, FOUR), r(1));

        allExecuted("c1:1");
    }

    @Test
    void sevenReplicasExecuteWithTwoOfThemSilent() {
        PbftCluster seven = new PbftCluster(2, SETTINGS);
        seven.lose(sent -> sent.from().equals(r(6)) || sent.from().equals(r(7)));

        seven.submit(request(1, 1, seven.group), r(1));

        for (int replica = 1; replica <= 5; replica++) {
            assertThat(seven.executed(replica)).containsExactly("c1:1");
        }
    }

    @Test
    void fPlusOneReplicasReplyInFullEachInItsTurn() {
        for (int timestamp = 1; timestamp <= 4; timestamp++) {
            cluster.submit(request(1, timestamp, FOUR), r(1));
        }

        for (ReplicaId replica : FOUR.replicas()) {
            List<Reply> replies = cluster.sent(replica, Reply.class);
            assertThat(replies).hasSize(4);
            assertThat(replies.stream().filter(reply -> reply.result().isPresent()))
                    .hasSize(2);
        }
    }

    /** So that a client never waits for its timer because of those that are silent. */
    @Test
    void whicheverTwoOfSevenReplicasAreSilentOneOfTheOthersRepliesInFull() {
        for (int first = 2; first <= 7; first++) {
            for (int second = first + 1; second <= 7; second++) {
                ReplicaId one = r(first);
                ReplicaId other = r(second);
                PbftCluster seven = new PbftCluster(2, SETTINGS);
                seven.lose(sent -> sent.from().equals(one) || sent.from().equals(other));
                for (int timestamp = 1; timestamp <= 7; timestamp++) {
                    long asked = timestamp;
                    seven.submit(request(1, timestamp, seven.group), r(1));

                    assertThat(seven.history.stream()
                                    .filter(sent -> !sent.from().equals(one)
                                            && !sent.from().equals(other)
                                            && sent.message() instanceof Reply reply
                                            && reply.request().timestamp() == asked
                                            && reply.result().isPresent()))
                            .as("in full at %d with %s and %s silent", asked, one, other)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void aRequestSentAgainIsAnsweredInFullAndNotExecuted() {
        cluster.submit(request(1, 1, FOUR), r(1));
        cluster.submitToAll(request(1, 1, FOUR));

        allExecuted("c1:1");
        for (ReplicaId replica : FOUR.replicas()) {
            assertThat(cluster.sent(replica, Reply.class).get(1).result()).isPresent();
        }
    }

    @Test
    void requestsGatherIntoBatchesWhileThePipelineIsFull() {
        PbftCluster one = new PbftCluster(1, new PbftSettings(2, 1, 4));
        one.lose(sent -> sent.message() instanceof Commit);
        one.submit(request(1, 1, FOUR), r(1));
        one.submit(request(2, 1, FOUR), r(1));
        one.submit(request(3, 1, FOUR), r(1));
        assertThat(one.sent(r(1), PrePrepare.class)).hasSize(3);

        one.loseNothing();
        one.expire(InstanceTimer.Kind.STATUS);
        one.expire(InstanceTimer.Kind.STATUS);

        assertThat(one.sent(r(1), PrePrepare.class).stream()
                        .map(message -> message.batch().requests().size()))
                .contains(1, 2);
        assertThat(one.executed(1)).containsExactly("c1:1", "c2:1", "c3:1");
    }

    @Test
    void aCrashedPrimaryIsReplacedAndTheRequestExecuted() {
        cluster.isolate(r(1));
        cluster.submitToAll(request(1, 1, FOUR));
        assertThat(cluster.executed(2)).isEmpty();

        cluster.expire(InstanceTimer.Kind.VIEW_CHANGE);

        for (int replica = 2; replica <= 4; replica++) {
            assertThat(cluster.executed(replica)).containsExactly("c1:1");
        }
        assertThat(cluster.sent(r(2), NewView.class)).isNotEmpty();
    }

    @Test
    void patienceDoublesFromViewToView() {
        cluster.lose(sent -> List.of(r(1), r(2)).contains(sent.from()) && !(sent.message() instanceof ViewChange));
        cluster.submitToAll(request(1, 1, FOUR));
        long first = cluster.delayMillis(3, InstanceTimer.Kind.VIEW_CHANGE).orElseThrow();

        cluster.expire(InstanceTimer.Kind.VIEW_CHANGE);
        long second = cluster.delayMillis(3, InstanceTimer.Kind.VIEW_CHANGE).orElseThrow();

        assertThat(second).isEqualTo(2 * first);
    }

    @Test
    void whatCommittedAtOneReplicaSurvivesTheViewChange() {
        cluster.lose(sent -> sent.message() instanceof Commit && !sent.to().equals(r(4)));
        cluster.submitToAll(request(1, 1, FOUR));
        assertThat(cluster.executed(4)).containsExactly("c1:1");
        assertThat(cluster.executed(2)).isEmpty();

        cluster.lose(sent -> sent.from().equals(r(1))
                || sent.to().equals(r(4))
                || sent.from().equals(r(4)));
        cluster.expire(InstanceTimer.Kind.VIEW_CHANGE);
        cluster.loseNothing();
        cluster.expire(InstanceTimer.Kind.STATUS);
        cluster.expire(InstanceTimer.Kind.STATUS);
        cluster.expire(InstanceTimer.Kind.STATUS);

        assertThat(cluster.executed(2)).containsExactly("c1:1");
        assertThat(cluster.executed(3)).containsExactly("c1:1");
    }

    @Test
    void anEquivocatingPrimaryGetsNothingCommitted() {
        PrePrepare one = prePrepare(0, 1, request(1, 1, FOUR));
        PrePrepare other = prePrepare(0, 1, request(2, 1, FOUR));
        cluster.lose(sent -> sent.to().equals(r(1)));

        cluster.say(r(1), r(2), one);
        cluster.say(r(1), r(3), other);

        assertThat(cluster.sent(r(2), Commit.class)).isEmpty();
        assertThat(cluster.sent(r(3), Commit.class)).isEmpty();
    }

    @Test
    void aSequenceNumberThatIsOffByOneAtOneReplicaSplitsNobody() {
        ClientRequest request = request(1, 1, FOUR);
        cluster.lose(sent -> sent.to().equals(r(1)));

        cluster.say(r(1), r(2), prePrepare(0, 1, request));
        cluster.say(r(1), r(3), prePrepare(0, 2, request));

        assertThat(cluster.sent(r(2), Commit.class)).isEmpty();
        assertThat(cluster.sent(r(3), Commit.class)).isEmpty();

        cluster.say(r(1), r(4), prePrepare(0, 1, request));
        assertThat(cluster.sent(r(2), Commit.class)).isNotEmpty();
        assertThat(cluster.sent(r(3), Commit.class)).isEmpty();
    }

    @Test
    void aVoteThatComesTwiceCountsOnce() {
        PbftCluster seven = new PbftCluster(2, SETTINGS);
        ClientRequest request = request(1, 1, seven.group);
        List<ReplicaId> silent = List.of(r(4), r(5), r(6), r(7));
        seven.lose(sent -> silent.contains(sent.from()) || sent.to().equals(r(1)));
        seven.submit(request, r(1));
        seven.loseNothing();
        Batch batch = new Batch(List.of(request));
        var content = Prepare.content(InstanceId.FIRST, 0, 1, batch.digest(), r(5));
        Prepare again = new Prepare(
                InstanceId.FIRST,
                0,
                1,
                batch.digest(),
                r(5),
                new IdealAuthentication(r(5)).authenticator(content, seven.group));

        for (int i = 0; i < 5; i++) {
            seven.say(r(5), r(1), again);
        }

        assertThat(seven.sent(r(1), Commit.class)).isEmpty();
    }

    @Test
    void aPrepareFromThePrimaryIsNoSecondVote() {
        PrePrepare proposal = prePrepare(0, 1, request(1, 1, FOUR));
        cluster.lose(sent -> sent.from().equals(r(3)) || sent.from().equals(r(4)));

        cluster.say(r(1), r(2), proposal);
        cluster.say(r(1), r(2), prepare(proposal, r(1)));

        assertThat(cluster.sent(r(2), Commit.class)).isEmpty();
    }

    @Test
    void anAuthenticatorGoodForThePrimaryAndOneBackupIsVouchedForByThem() {
        ClientRequest partly = partial(request(1, 1, FOUR), FOUR, r(1), r(2));

        cluster.submit(partly, r(1));

        allExecuted("c1:1");
    }

    @Test
    void anAuthenticatorGoodForThePrimaryOnlyHoldsUpOthersForOneViewChange() {
        ClientRequest bad = partial(request(2, 1, FOUR), FOUR, r(1));
        cluster.submit(bad, r(1));
        cluster.submitToAll(request(1, 1, FOUR));
        assertThat(cluster.executed(2)).isEmpty();

        cluster.expire(InstanceTimer.Kind.VIEW_CHANGE);

        allExecuted("c1:1");
    }

    @Test
    void whatWasLostIsAskedForAndSentAgain() {
        PbftCluster rarely = new PbftCluster(1, new PbftSettings(2, 8, 8));
        rarely.lose(sent -> sent.to().equals(r(4)));
        rarely.submit(request(1, 1, FOUR), r(1));
        assertThat(rarely.executed(4)).isEmpty();

        rarely.loseNothing();
        rarely.submit(request(2, 1, FOUR), r(1));
        assertThat(rarely.executed(4)).isEmpty();
        rarely.expire(InstanceTimer.Kind.STATUS);

        assertThat(rarely.executed(4)).containsExactly("c1:1", "c2:1");
    }

    @Test
    void aReplicaThatFellBehindTakesOverTheState() {
        cluster.isolate(r(4));
        for (int i = 1; i <= 6; i++) {
            cluster.submit(request(1, i, FOUR), r(1));
        }
        cluster.loseNothing();
        cluster.submit(request(1, 7, FOUR), r(1));
        cluster.submit(request(1, 8, FOUR), r(1));
        cluster.expire(InstanceTimer.Kind.STATUS);
        cluster.expire(InstanceTimer.Kind.STATUS);

        assertThat(cluster.replica(4).order().executed()).isEqualTo(8);
        assertThat(cluster.executed(4)).isEmpty();
        cluster.submit(request(1, 9, FOUR), r(1));
        assertThat(cluster.executed(4)).containsExactly("c1:9");
    }

    @Test
    void stableCheckpointsEmptyTheLog() {
        for (int i = 1; i <= 20; i++) {
            cluster.submit(request(1, i, FOUR), r(1));
        }

        assertThat(cluster.replica(1).order().executed()).isEqualTo(20);
        assertThat(cluster.replica(1).order().openSlots()).isZero();
    }

    @Test
    void withoutCheckpointsThePrimaryStopsAtTheHighWatermark() {
        cluster.lose(sent -> sent.message() instanceof next700.protocol.pbft.PbftMessage.Checkpoint);
        for (int i = 1; i <= 6; i++) {
            cluster.submit(request(1, i, FOUR), r(1));
        }

        assertThat(cluster.replica(1).order().executed()).isEqualTo(SETTINGS.windowLength());
    }

    @Test
    void aSequenceNumberBeyondTheWatermarksIsIgnored() {
        cluster.say(r(1), r(2), prePrepare(0, SETTINGS.windowLength() + 1, request(1, 1, FOUR)));

        assertThat(cluster.replica(2).order().openSlots()).isZero();
    }

    private static ViewChange leavingFor(long view, ReplicaId replica) {
        var stable = CheckpointCertificate.INITIAL;
        var content = ViewChange.content(InstanceId.FIRST, view, stable, List.of(), List.of(), replica);
        return new ViewChange(
                InstanceId.FIRST,
                view,
                stable,
                List.of(),
                List.of(),
                replica,
                new IdealAuthentication(replica).sign(content));
    }

    @Test
    void whoHasGoneOnToALaterViewIsFollowedThereThoughAnEarlierViewChangeOfItIsRepeated() {
        cluster.say(r(3), r(1), leavingFor(5, r(3)));
        cluster.say(r(4), r(1), leavingFor(3, r(3)));
        cluster.say(r(4), r(1), leavingFor(5, r(4)));

        assertThat(cluster.sent(r(1), ViewChange.class).stream().map(ViewChange::view))
                .isNotEmpty()
                .containsOnly(5L);
    }

    @Test
    void aReplicaWithoutItsMemoryDoesNotVoteAgainUntilACheckpointIsBeyondItsFormerVotes() {
        cluster.submit(request(1, 1, FOUR), r(1));
        cluster.start(r(4));
        assertThat(cluster.replica(4).order().isRecovering()).isTrue();

        cluster.submit(request(1, 2, FOUR), r(1));
        cluster.submit(request(1, 3, FOUR), r(1));
        cluster.wake(r(4));
        cluster.submit(request(1, 4, FOUR), r(1));
        cluster.expire(InstanceTimer.Kind.STATUS);
        cluster.submit(request(1, 5, FOUR), r(1));

        assertThat(cluster.replica(4).order().isRecovering()).isFalse();
        assertThat(cluster.sent(r(4), Prepare.class).stream().map(Prepare::sequence))
                .contains(1L, 5L)
                .doesNotContain(2L, 3L, 4L);
    }

    @Test
    void whileNoClientDoesAnythingNullRequestsBringARestartedReplicaBack() {
        cluster.submit(request(1, 1, FOUR), r(1));
        cluster.start(r(4));
        cluster.wake(r(4));

        for (int i = 0; i < 12; i++) {
            cluster.expire(InstanceTimer.Kind.STATUS);
        }

        assertThat(cluster.replica(4).order().isRecovering()).isFalse();
    }
}

package next700.protocol.zyzzyva;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authenticator;
import next700.protocol.zyzzyva.NewViewRule.Beginning;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewConfirm;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.api.Test;

/** What a new view begins with, by either rule: four replicas, of which r1 lies; two requests, a and b. */
final class NewViewRuleTest {
    private static final ZyzzyvaGroup GROUP = new ZyzzyvaGroup(1);
    private static final Request A = request(1, "a");
    private static final Request B = request(2, "b");

    private static Request request(int client, String operation) {
        return new Request(Bytes.utf8(operation), 1, new ClientId(client), new Authenticator(List.of()));
    }

    private static Digest history(Request... requests) {
        Digest history = Histories.EMPTY;
        for (Request request : requests) {
            history = Histories.extend(history, request);
        }
        return history;
    }

    private static CommitCertificate certificate(long view, Request... requests) {
        List<SpecResponse> responses = new ArrayList<>();
        Request last = requests[requests.length - 1];
        for (int i = 1; i <= 3; i++) {
            ReplicaId replica = new ReplicaId(i);
            Digest content = SpecResponse.content(
                    view, requests.length, history(requests), history(), last.client(), 1, replica);
            responses.add(new SpecResponse(
                    view,
                    requests.length,
                    history(requests),
                    history(),
                    last.client(),
                    1,
                    replica,
                    new IdealAuthentication(replica).sign(content)));
        }
        return new CommitCertificate(responses);
    }

    private static ViewCertificate began(long view, Request... requests) {
        List<ViewConfirm> confirms = new ArrayList<>();
        for (int i = 2; i <= 4; i++) {
            ReplicaId replica = new ReplicaId(i);
            Digest content = ViewConfirm.content(view, requests.length, history(requests), replica);
            confirms.add(new ViewConfirm(
                    view, requests.length, history(requests), replica, new IdealAuthentication(replica).sign(content)));
        }
        return new ViewCertificate(confirms);
    }

    private static ViewChange change(
            int replica, long to, ViewCertificate began, Optional<CommitCertificate> commit, Request... log) {
        ReplicaId self = new ReplicaId(replica);
        CheckpointCertificate beginning = CheckpointCertificate.BEGINNING;
        Digest content = ViewChange.content(to, beginning, began, commit, List.of(log), self);
        return new ViewChange(
                to, beginning, began, commit, List.of(log), self, new IdealAuthentication(self).sign(content));
    }

    private static List<Request> begins(NewViewRule rule, ViewChange... changes) {
        Beginning beginning = rule.begin(List.of(changes), GROUP);
        return beginning.requests();
    }

    private static boolean isValid(NewViewRule rule, ViewChange change) {
        return new Proofs(GROUP, new IdealAuthentication(new ReplicaId(2)), rule).isValid(change);
    }

    @Test
    void whatAllAnsweredIsReportedByTwoOfAnyThree() {
        ViewChange liar = change(1, 1, ViewCertificate.FIRST, Optional.empty(), B);
        ViewChange two = change(2, 1, ViewCertificate.FIRST, Optional.empty(), A);
        ViewChange three = change(3, 1, ViewCertificate.FIRST, Optional.empty(), A, B);

        assertThat(begins(NewViewRule.HIGHEST_VIEW, liar, two, three)).containsExactly(A);
    }

    @Test
    void aCertificateThatOneReplicaShowsIsEnough() {
        ViewChange two = change(2, 1, ViewCertificate.FIRST, Optional.of(certificate(0, A, B)), A, B);
        ViewChange three = change(3, 1, ViewCertificate.FIRST, Optional.empty(), A);
        ViewChange four = change(4, 1, ViewCertificate.FIRST, Optional.empty());

        assertThat(begins(NewViewRule.HIGHEST_VIEW, two, three, four)).containsExactly(A, B);
    }

    /** The famous violation: view 0 had made a certificate for a, which r1 kept to itself; view 1 began with b, and all answered. */
    @Test
    void anOldCertificateDoesNotUndoWhatALaterViewHasDecided() {
        ViewChange liar = change(1, 2, ViewCertificate.FIRST, Optional.of(certificate(0, A)), A);
        ViewChange three = change(3, 2, began(1, B), Optional.empty(), B);
        ViewChange four = change(4, 2, began(1, B), Optional.empty(), B);

        assertThat(isValid(NewViewRule.HIGHEST_VIEW, liar)).isTrue();
        assertThat(begins(NewViewRule.HIGHEST_VIEW, liar, three, four)).containsExactly(B);
        assertThat(begins(NewViewRule.CERTIFICATE_FIRST, liar, three, four))
                .as("as printed")
                .containsExactly(A);
    }

    @Test
    void anOldCertificateIsNotTakenForOneOfTheViewThatItIsShownWith() {
        ViewChange liar = change(1, 2, began(1), Optional.of(certificate(0, A)), A);

        assertThat(isValid(NewViewRule.HIGHEST_VIEW, liar)).isFalse();
        assertThat(isValid(NewViewRule.CERTIFICATE_FIRST, liar)).isTrue();
    }

    @Test
    void aCertificateShorterThanWhatItsViewBeganWithProvesNothing() {
        ViewChange liar = change(1, 2, began(1, A, B), Optional.of(certificate(1, A)), A, B);

        assertThat(isValid(NewViewRule.HIGHEST_VIEW, liar)).isFalse();
    }

    @Test
    void reportsOfAnEarlierViewDoNotCountBesideThoseOfALaterOne() {
        ViewChange liar = change(1, 3, ViewCertificate.FIRST, Optional.empty(), A);
        ViewChange three = change(3, 3, ViewCertificate.FIRST, Optional.empty(), A);
        ViewChange four = change(4, 3, began(2), Optional.empty(), B);

        assertThat(begins(NewViewRule.HIGHEST_VIEW, liar, three, four)).isEmpty();
    }

    @Test
    void aLogThatDoesNotGoWithItsCertificateIsRefused() {
        ViewChange liar = change(1, 1, ViewCertificate.FIRST, Optional.of(certificate(0, A)), B);

        assertThat(isValid(NewViewRule.HIGHEST_VIEW, liar)).isFalse();
    }
}

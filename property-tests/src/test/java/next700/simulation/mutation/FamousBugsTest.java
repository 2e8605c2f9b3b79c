package next700.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;
import next700.process.Digest;
import next700.protocol.pbft.Batch;
import next700.simulation.pbft.PbftSubject;
import next700.trial.mutation.MutationCampaign;
import next700.trial.mutation.Redefinition;
import org.junit.jupiter.api.Test;

/** Bugs that implementations of PBFT and its kin have had, put into this one where no guard stands for them: each is found. */
// Advice assigns to its parameters to change what the advised method works with.
@SuppressWarnings("UnusedVariable")
final class FamousBugsTest {
    private static final PbftSubject PBFT = new PbftSubject(PbftSubject.DRAWN);

    private static MutationCampaign.Verdict hunt(String type, String method, Class<?> advice) {
        try {
            Class<?> broken = Class.forName("next700.protocol.pbft." + type);
            Redefinition bug = Redefinition.advising(
                    Arrays.stream(broken.getDeclaredMethods())
                            .filter(candidate -> candidate.getName().equals(method))
                            .findFirst()
                            .orElseThrow(),
                    advice);
            MutationCampaign.Verdict found = MutationCampaign.hunt(
                    bug, PBFT.hunt(method), Runtime.getRuntime().availableProcessors(), false);
            assertThat(found.isFound()).isTrue();
            return found;
        } catch (ClassNotFoundException e) {
            throw new AssertionError("there is no such class any more", e);
        }
    }

    /** Does nothing where a gap is to be filled. */
    static final class LeavesGaps {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Digest proposal) {
            return proposal.equals(Batch.NULL_DIGEST);
        }
    }

    @Test
    void aNewPrimaryThatDoesNotFillGapsWithNullRequestsIsFound() {
        assertThat(hunt("Slot", "proposeFromNewView", LeavesGaps.class).firstProperty())
                .isEqualTo("PBFT.EveryRequestCommits");
    }

    /** That of the checkpoint after the stable one, which was taken but may never be stable. */
    static final class OfAnotherCheckpoint {
        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("length") long length, @Advice.Return(readOnly = false) long high) {
            high += length / 2;
        }
    }

    @Test
    void theHighWatermarkOfTheWrongCheckpointIsFound() {
        hunt("Log", "high", OfAnotherCheckpoint.class);
    }

    /** Nothing of what prepared is left for the next view. */
    static final class TellsNothing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<?> claims) {
            claims = List.of();
        }
    }

    @Test
    void aViewChangeThatKeepsSilentAboutWhatPreparedIsFound() {
        hunt("Log", "prepared", TellsNothing.class);
    }

    /** Looks at the claim of the latest view, and no further if nobody supports that. */
    static final class StopsAtTheFirst {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<?> claims) {
            claims = claims.subList(0, Math.min(1, claims.size()));
        }
    }

    @Test
    void anInvalidClaimThatHidesAValidOneIsFound() {
        assertThat(hunt("NewViewRule", "claims", StopsAtTheFirst.class).firstProperty())
                .isEqualTo("PBFT.EveryRequestCommits");
    }

    /** Speaks without a note of it that the next life would find. */
    static final class NotesNothing {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    @Test
    void aReplicaThatDoesNotNoteWhatItSaysNoticesThatItself() {
        MutationCampaign.Verdict found = hunt("FormerLife", "note", NotesNothing.class);

        assertThat(found.firstProperty()).isEqualTo("PBFT.OwnInvariants");
        assertThat(found.explanation()).contains("what a replica says is noted for its next life");
    }
}

package next700.abstraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import next700.abstraction.AbstractEvent.Abort;
import next700.abstraction.AbstractEvent.Commit;
import next700.abstraction.AbstractEvent.Init;
import next700.abstraction.AbstractEvent.Invoke;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AbstractPropertiesTest {
    private final HistoryTree tree = new HistoryTree();
    private final AbstractRun.Builder run = AbstractRun.builder();

    @Test
    void aRunThatSwitchesAsItShouldHasAllProperties() {
        invoke(1, "c1:1").commit(1, "c1:1", "c1:1");
        invoke(1, "c2:1").commit(1, "c2:1", "c1:1", "c2:1");
        invoke(1, "c1:2").abort(1, "c1:2", 2, "c1:1", "c2:1", "c1:2");
        invoke(1, "c2:2").abort(1, "c2:2", 2, "c1:1", "c2:1");
        init(2, "r0", "c1:1", "c2:1", "c1:2");
        invoke(2, "c1:2", "c1:1", "c2:1", "c1:2").commit(2, "c1:2", "c1:1", "c2:1", "c1:2");
        invoke(2, "c2:2", "c1:1", "c2:1").commit(2, "c2:2", "c1:1", "c2:1", "c1:2", "c2:2");
        run.finished().progresses(2);

        assertThat(AbstractProperties.check(run.build()))
                .hasSize(9)
                .allSatisfy(result -> assertThat(result).isInstanceOfSatisfying(PropertyResult.Holds.class, holds -> {
                    assertThat(holds.checked()).isPositive();
                    assertThat(holds.pending()).isEmpty();
                }));
    }

    @Test
    void aRunInWhichNothingHappenedHoldsVacuously() {
        assertThat(AbstractProperties.check(run.build()))
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                PropertyResult.Holds.class,
                                holds -> assertThat(holds.checked()).isZero()));
    }

    @Test
    void everyPropertyHasItsOwnNameAndFormula() {
        assertThat(AbstractProperties.all())
                .extracting(AbstractProperty::identifier)
                .doesNotHaveDuplicates()
                .contains("A.1 Validity", "A.7 Switching Monotonicity", "A.Theorem1 Idempotence");
        assertThat(AbstractProperties.all())
                .extracting(AbstractProperty::formula)
                .doesNotHaveDuplicates()
                .contains("InitOrder", "CommitOrder", "AbortOrder");
    }

    @Nested
    class WellFormed {
        @Test
        void isNoCommitWithoutItsRequest() {
            invoke(1, "c1:1").invoke(1, "c2:1").commit(1, "c1:1", "c2:1");

            assertViolated(
                    new WellFormedness(),
                    "c1 committed c1:1 with history [c2:1] in instance 1, which does not contain the request.");
        }

        @Test
        void isNoCommitWithAHistoryThatNoReplicaHad() {
            invoke(1, "c1:1");
            run.add(new Commit(1, "c1", "c1:1", new UndeclaredHistory("9f2c"), Optional.empty(), 5));

            assertViolated(
                    new WellFormedness(),
                    "c1 committed c1:1 with history 9f2c in instance 1, a history that no replica had.");
            assertHolds(new CommitOrder());
        }

        @Test
        void isNoAnswerToWhatWasNotAsked() {
            commit(1, "c1:1", "c1:1");

            assertViolated(
                    new WellFormedness(),
                    "c1 committed c1:1 with history [c1:1] in instance 1, but did not invoke it there.");
        }

        @Test
        void isNoSecondAnswer() {
            invoke(1, "c1:1").commit(1, "c1:1", "c1:1").abort(1, "c1:1", 2, "c1:1");

            assertViolated(
                    new WellFormedness(),
                    "c1 committed c1:1 with history [c1:1] in instance 1, however c1 aborted c1:1 with history [c1:1] "
                            + "in instance 1: one invocation was answered twice.");
        }
    }

    @Nested
    class ValidityIs {
        @Test
        void violatedByARequestThatAppearsTwice() {
            invoke(1, "c1:1").invoke(1, "c2:1").commit(1, "c1:1", "c2:1", "c1:1", "c2:1");

            assertViolated(
                    new Validity(),
                    "c1 committed c1:1 with history [c2:1, c1:1, c2:1] in instance 1, however this has c2:1 twice, at "
                            + "positions 1 and 3.");
        }

        @Test
        void violatedByARequestThatNobodyInvoked() {
            invoke(1, "c1:1").abort(1, "c1:1", 2, "c2:1", "c1:1");

            assertViolated(
                    new Validity(),
                    "c1 aborted c1:1 with history [c2:1, c1:1] in instance 1, however this has at position 1 c2:1, "
                            + "which c2 did not invoke in this instance or an earlier one.");
        }

        @Test
        void violatedByARequestThatSomebodyElseInvoked() {
            run.add(new Invoke(1, "c3", "c2:1", Optional.empty(), 0));
            invoke(1, "c1:1").commit(1, "c1:1", "c2:1", "c1:1");

            assertViolated(new Validity(), "which c2 did not invoke");
        }

        @Test
        void violatedByARequestOfAnEarlierInstanceThatNoInitHistoryBrought() {
            invoke(1, "c1:1").invoke(1, "c2:1").abort(1, "c1:1", 2, "c1:1");
            invoke(2, "c1:1", "c1:1").commit(2, "c1:1", "c1:1", "c2:1");

            assertViolated(new Validity(), "c2 invoked in an earlier instance only, and no init history brought it.");
        }

        @Test
        void violatedByARequestInvokedInALaterInstanceOnly() {
            invoke(1, "c1:1").commit(1, "c1:1", "c2:1", "c1:1");
            invoke(2, "c2:1");

            assertViolated(new Validity(), "c2 did not invoke in this instance or an earlier one.");
        }

        @Test
        void keptByARequestThatAnInitHistoryBroughtFromTwoInstancesBefore() {
            invoke(1, "c1:1").invoke(1, "c2:1").abort(1, "c1:1", 2, "c2:1");
            invoke(2, "c1:1", "c2:1").abort(2, "c1:1", 3, "c2:1");
            invoke(3, "c1:1", "c2:1").commit(3, "c1:1", "c2:1", "c1:1");

            assertHolds(new Validity());
        }

        @Test
        void keptByWhateverAByzantineClientIsSaidToHaveInvoked() {
            invoke(1, "c1:1").commit(1, "c1:1", "c3:9", "c1:1");
            run.byzantine("c3");

            assertHolds(new Validity());
        }
    }

    @Nested
    class TerminationIs {
        @Test
        void violatedByARequestThatIsNeverAnswered() {
            invoke(1, "c1:1");
            run.finished();

            assertViolated(
                    new Termination(),
                    "c1 invoked c1:1 in instance 1, however nothing more will happen, and it is not answered.");
        }

        @Test
        void pendingWhileTheRunGoesOn() {
            invoke(1, "c1:1");

            assertThat(new Termination().check(run.build()))
                    .isInstanceOfSatisfying(
                            PropertyResult.Holds.class,
                            holds -> assertThat(holds.pending())
                                    .extracting(Finding::explanation)
                                    .containsExactly("c1 invoked c1:1 in instance 1, which is not answered yet."));
        }

        @Test
        void notOwedToAByzantineClient() {
            invoke(1, "c1:1");
            run.finished().byzantine("c1");

            assertHolds(new Termination());
        }

        @Test
        void violatedInTheNextInstanceThoughTheFirstAborted() {
            invoke(1, "c1:1").abort(1, "c1:1", 2).invoke(2, "c1:1");
            run.finished();

            assertViolated(new Termination(), "c1 invoked c1:1 in instance 2");
        }
    }

    @Nested
    class ProgressIs {
        @Test
        void violatedByAnAbortWhileTheConditionHeld() {
            invoke(1, "c1:1").abort(1, "c1:1", 2, "c1:1");
            run.progresses(1);

            assertViolated(
                    new Progress(),
                    "c1 aborted c1:1 with history [c1:1] in instance 1, however the instance's condition for progress "
                            + "held throughout.");
        }

        @Test
        void notViolatedByAnAbortWhileItDidNot() {
            invoke(1, "c1:1").abort(1, "c1:1", 2, "c1:1");
            run.progresses(2);

            assertHolds(new Progress());
        }
    }

    @Nested
    class InitOrderIs {
        @Test
        void violatedByACommitHistoryThatDoesNotBeginWithWhatAllInitHistoriesShare() {
            abort(1, "c1:1", 2, "c1:1", "c2:1")
                    .abort(1, "c2:2", 2, "c1:1", "c2:2")
                    .commit(2, "c2:2", "c2:2", "c1:1");

            assertViolated(
                    new InitOrder(),
                    "The valid init histories of instance 2 (2, one because c1 aborted c1:1 with history [c1:1, c2:1] in "
                            + "instance 1) have the common prefix [c1:1], however c2 committed c2:2 with history "
                            + "[c2:2, c1:1] in instance 2, which does not begin with it: they part at position 1 (c1:1 "
                            + "against c2:2).");
        }

        @Test
        void violatedByAnAbortHistoryThatEndsBeforeIt() {
            abort(1, "c1:1", 2, "c1:1", "c2:1").abort(2, "c1:1", 3, "c1:1");

            assertViolated(new InitOrder(), "which does not begin with it: it ends after 1 request, before c2:1.");
        }

        @Test
        void keptWhereTheInitHistoriesShareNothing() {
            abort(1, "c1:1", 2, "c1:1").abort(1, "c2:2", 2, "c2:2").commit(2, "c3:1", "c3:1");

            assertHolds(new InitOrder());
        }

        @Test
        void aboutInitHistoriesThatReplicasAcceptedToo() {
            init(2, "r0", "c1:1").commit(2, "c2:1", "c2:1");

            assertViolated(new InitOrder(), "one because r0 was initialised with history [c1:1] in instance 2");
        }

        @Test
        void notAboutWhatAByzantineReplicaSaysThatItAccepted() {
            init(2, "r0", "c1:1").commit(2, "c2:1", "c2:1");
            run.byzantine("r0");

            assertHolds(new InitOrder());
        }
    }

    @Nested
    class CommitOrderIs {
        @Test
        void violatedByHistoriesThatPart() {
            commit(1, "c1:3", "c1:1", "c1:3", "c2:1").commit(1, "c2:1", "c1:1", "c2:1");

            assertViolated(
                    new CommitOrder(),
                    "c2 committed c2:1 with history [c1:1, c2:1] in instance 1, however c1 committed c1:3 with history "
                            + "[c1:1, c1:3, c2:1] in instance 1, which does not begin with it: they part at position 2 "
                            + "(c2:1 against c1:3).");
        }

        @Test
        void violatedByHistoriesOfTheSameLength() {
            commit(1, "c1:1", "c1:1").commit(1, "c2:1", "c2:1");

            assertViolated(new CommitOrder(), "they part at position 1 (c1:1 against c2:1).");
        }

        @Test
        void keptByPrefixesInWhateverOrderTheyCame() {
            commit(1, "c2:1", "c1:1", "c2:1").commit(1, "c1:1", "c1:1").commit(1, "c1:1", "c1:1");

            assertHolds(new CommitOrder());
        }

        @Test
        void ofOneInstanceOnly() {
            commit(1, "c1:1", "c1:1").commit(2, "c2:1", "c2:1");

            assertHolds(new CommitOrder());
        }
    }

    @Nested
    class AbortOrderIs {
        @Test
        void violatedByAnAbortHistoryThatLeavesTheCommittedOne() {
            commit(1, "c1:3", "c1:1", "c1:3")
                    .abort(1, "c2:1", 2, "c1:1", "c2:1")
                    .abort(1, "c3:1", 2, "c1:1", "c1:3");

            assertViolated(
                    new AbortOrder(),
                    "c1 committed c1:3 with history [c1:1, c1:3] in instance 1, however c2 aborted c2:1 with history "
                            + "[c1:1, c2:1] in instance 1, which does not begin with it: they part at position 2 (c1:3 "
                            + "against c2:1).");
        }

        @Test
        void violatedByAnAbortHistoryThatHasLostTheCommittedRequest() {
            abort(1, "c2:1", 2).commit(1, "c1:1", "c1:1");

            assertViolated(new AbortOrder(), "it ends after 0 requests, before c1:1.");
        }

        @Test
        void keptByAbortHistoriesThatPartAfterWhatWasCommitted() {
            commit(1, "c1:1", "c1:1").abort(1, "c2:1", 2, "c1:1", "c2:1").abort(1, "c3:1", 2, "c1:1", "c3:1");

            assertHolds(new AbortOrder());
        }
    }

    @Nested
    class SwitchingMonotonicityIs {
        @Test
        void violatedByASwitchToTheSameInstance() {
            abort(2, "c1:1", 2);

            assertViolated(new SwitchingMonotonicity(), "and was sent on to instance 2, which is no later.");
        }

        @Test
        void violatedByTwoNextInstances() {
            abort(1, "c1:1", 2).abort(1, "c2:1", 3);

            assertViolated(
                    new SwitchingMonotonicity(),
                    "c1 aborted c1:1 with history [] in instance 1 and was sent on to instance 2, however c2 aborted "
                            + "c2:1 with history [] in instance 1 and was sent on to instance 3.");
        }

        @Test
        void keptByInstancesThatAreLeftOut() {
            abort(1, "c1:1", 5).abort(5, "c1:1", 6);

            assertHolds(new SwitchingMonotonicity());
        }
    }

    @Nested
    class IdempotenceIs {
        @Test
        void violatedByACommitInALaterInstanceThatForgetsOneInAnEarlier() {
            commit(1, "c1:1", "c1:1").commit(2, "c2:1", "c2:1");

            assertViolated(
                    new Idempotence(),
                    "c1 committed c1:1 with history [c1:1] in instance 1, however c2 committed c2:1 with history [c2:1] "
                            + "in instance 2, which does not begin with it: they part at position 1 (c1:1 against "
                            + "c2:1).");
        }

        @Test
        void violatedByAnAcceptedInitHistoryOrALaterAbortThatForgetsACommit() {
            commit(1, "c1:1", "c1:1").init(2, "r0");

            assertViolated(new Idempotence(), "however r0 was initialised with history [] in instance 2");
        }

        @Test
        void violatedTwoInstancesLater() {
            commit(1, "c1:1", "c1:1").commit(2, "c1:2", "c1:1", "c1:2").abort(3, "c2:1", 4, "c1:1", "c2:1");

            assertViolated(new Idempotence(), "c1 committed c1:2");
        }

        @Test
        void leftToTheOtherPropertiesWithinAnInstance() {
            commit(1, "c1:1", "c1:1").commit(1, "c2:1", "c2:1").abort(1, "c3:1", 2);

            assertHolds(new Idempotence());
        }
    }

    @Test
    void aRunOfManyCommitsIsChecked() {
        RequestHistory history = tree.empty();
        for (int i = 0; i < 50_000; i++) {
            String request = "c1:" + i;
            history = tree.append(history, request);
            run.add(new Invoke(1, "c1", request, Optional.empty(), i));
            run.add(new Commit(1, "c1", request, history, Optional.empty(), i));
        }
        AbstractRun built = run.build();

        assertThat(AbstractProperties.check(built)).hasOnlyElementsOfType(PropertyResult.Holds.class);
    }

    private AbstractPropertiesTest invoke(int instance, String request, String... init) {
        Optional<RequestHistory> history = init.length == 0 ? Optional.empty() : Optional.of(tree.of(init));
        run.add(new Invoke(instance, Validity.client(request), request, history, 0));
        return this;
    }

    private AbstractPropertiesTest commit(int instance, String request, String... history) {
        run.add(new Commit(instance, Validity.client(request), request, tree.of(history), Optional.empty(), 0));
        return this;
    }

    private AbstractPropertiesTest abort(int instance, String request, int next, String... history) {
        run.add(new Abort(instance, Validity.client(request), request, tree.of(history), next, 0));
        return this;
    }

    private AbstractPropertiesTest init(int instance, String replica, String... history) {
        run.add(new Init(instance, replica, tree.of(history), 0));
        return this;
    }

    private void assertHolds(AbstractProperty property) {
        assertThat(property.check(run.build())).isInstanceOf(PropertyResult.Holds.class);
    }

    private void assertViolated(AbstractProperty property, String explanation) {
        assertThat(property.check(run.build())).isInstanceOfSatisfying(PropertyResult.Violated.class, violated -> {
            assertThat(violated.identifier()).isEqualTo(property.identifier());
            assertThat(violated.findings())
                    .hasSize(1)
                    .first()
                    .extracting(Finding::explanation)
                    .asString()
                    .contains(explanation);
        });
    }
}

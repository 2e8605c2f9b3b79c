package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.history.Recordings;
import next700.history.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SpecificationTest {
    @Nested
    class ARegister {
        @Test
        void answersWhatWasWrittenLast() {
            assertHolds(new Register(), calls("write 1 1", "write 2 2", "read null 2"));
            assertViolated(new Register(), calls("write 1 1", "write 2 2", "read null 1"));
        }

        @Test
        void isAtFirstWhatItIsSaidToBe() {
            assertHolds(new Register(), calls("read null null"));
            assertHolds(new Register(Value.of(0)), calls("read null 0"));
            assertViolated(new Register(Value.of(0)), calls("read null null"));
        }

        @Test
        void mayAnswerEitherOfTwoConcurrentWrites() {
            assertHolds(
                    new Register(),
                    Recordings.of(
                            "a invoke write 1",
                            "b invoke write 2",
                            "b ok write 2",
                            "a ok write 1",
                            "c invoke read",
                            "c ok read 2"));
        }

        @Test
        void doesNotGoBackToTheOlderOfTwoWrites() {
            assertViolated(
                    new Register(),
                    Recordings.of(
                            "a invoke write 1",
                            "b invoke read",
                            "b ok read 1",
                            "b invoke read",
                            "b ok read null",
                            "a ok write 1"));
        }

        @Test
        void mayTakeAnUnknownWriteLateOrNever() {
            String[] late = {"a invoke write 1", "a info write", "b invoke read", "b ok read null"};
            assertHolds(new Register(), Recordings.of(late));
            assertHolds(
                    new Register(), Recordings.of(late[0], late[1], late[2], late[3], "b invoke read", "b ok read 1"));
            assertViolated(
                    new Register(),
                    Recordings.of(late[0], late[1], "b invoke read", "b ok read 1", "b invoke read", "b ok read null"));
        }

        @Test
        void neverTakesAFailedWrite() {
            assertViolated(
                    new Register(),
                    Recordings.of("a invoke write 1", "a fail write 1", "b invoke read", "b ok read 1"));
        }
    }

    @Nested
    class ACompareAndSetRegister {
        private final CompareAndSetRegister register = new CompareAndSetRegister();

        @Test
        void changesIfItIsTheOldValue() {
            assertHolds(register, calls("write 1 1", "cas [1,2] [1,2]", "read null 2"));
            assertViolated(register, calls("write 1 1", "cas [2,3] [2,3]"));
        }

        private final History failed =
                Recordings.of("a invoke write 1", "a ok write 1", "a invoke cas [1,2]", "a fail cas [1,2]");

        @Test
        void learnsNothingFromAFailedCompareAndSetButThatItDidNotHappen() {
            assertHolds(register, failed);
            assertViolated(
                    register, Recordings.of("a invoke cas [null,2]", "a fail cas", "a invoke read", "a ok read 2"));
        }

        @Test
        void takesAFailedCompareAndSetForAMismatchWhereTheRecorderMeansIt() {
            CompareAndSetRegister telling = new CompareAndSetRegister(Value.NIL, FailedCas.SAW_ANOTHER);

            assertHolds(telling, Recordings.of("a invoke cas [1,2]", "a fail cas [1,2]"));
            assertViolated(telling, failed);
        }

        @Test
        void takesACompareAndSetThatWasAnsweredWithFalseForAMismatch() {
            assertHolds(register, calls("cas [1,2] false", "write 1 1", "cas [1,2] true", "read null 2"));
            assertViolated(register, calls("write 1 1", "cas [1,2] false"));
        }

        @Test
        void mayTakeAnUnknownCompareAndSetLater() {
            assertHolds(
                    register,
                    Recordings.of(
                            "a invoke cas [1,2]",
                            "a info cas [1,2]",
                            "b invoke write 1",
                            "b ok write 1",
                            "b invoke read",
                            "b ok read 2"));
        }
    }

    @Nested
    class AKeyValueStore {
        private final KeyValue store = new KeyValue();

        @Test
        void getsWhatWasPutAndAppended() {
            assertHolds(
                    store,
                    calls(
                            "put [\"k\",\"x\"] null",
                            "append [\"k\",\"y\"] null",
                            "append [\"l\",\"z\"] null",
                            "get [\"k\",null] [\"k\",\"xy\"]",
                            "get [\"l\",null] [\"l\",\"z\"]"));
            assertViolated(store, calls("put [\"k\",\"x\"] null", "get [\"k\",null] [\"k\",\"y\"]"));
            assertViolated(store, calls("append [\"k\",\"y\"] null", "get [\"k\",null] [\"k\",\"yy\"]"));
        }

        @Test
        void comparesAndSets() {
            assertHolds(
                    store,
                    calls(
                            "cas [\"k\",[null,1]] [\"k\",[null,1]]",
                            "cas [\"k\",[1,2]] [\"k\",[1,2]]",
                            "get [\"k\",null] [\"k\",2]"));
            assertViolated(store, calls("put [\"k\",1] null", "cas [\"k\",[2,3]] null"));
            History failed =
                    Recordings.of("a invoke put [\"k\",1]", "a ok put", "a invoke cas [\"k\",[1,2]]", "a fail cas");
            assertHolds(store, failed);
            assertViolated(store.tellingMismatches(), failed);
            assertViolated(store, calls("put [\"k\",1] null", "cas [\"k\",[1,2]] [\"k\",false]"));
        }

        @Test
        void readsAbsentAsTheRecordingWritesIt() {
            History asNull = calls("get [\"k\",null] [\"k\",null]");
            History asEmpty = calls("get [\"k\",null] [\"k\",\"\"]");

            assertHolds(store, asNull);
            assertHolds(store, asEmpty);
            assertHolds(new KeyValue(KeyValue.Absent.NULL), asNull);
            assertViolated(new KeyValue(KeyValue.Absent.NULL), asEmpty);
            assertHolds(new KeyValue(KeyValue.Absent.EMPTY_TEXT), asEmpty);
            assertViolated(new KeyValue(KeyValue.Absent.EMPTY_TEXT), asNull);
        }

        @Test
        void doesNotTakeAnEmptyTextThatWasPutForAbsent() {
            assertViolated(store, calls("put [\"k\",\"\"] null", "get [\"k\",null] [\"k\",null]"));
        }

        @Test
        void isDecidedKeyByKeyAsOnTheWhole() {
            History history = Recordings.of(
                    "a invoke put [\"k\",1]",
                    "b invoke put [\"l\",1]",
                    "b ok put",
                    "b invoke get [\"k\",null]",
                    "b ok get [\"k\",1]",
                    "c invoke get [\"l\",null]",
                    "c ok get [\"l\",1]",
                    "a ok put");

            assertHolds(store, history);
            assertThat(Linearizability.of(store).unpartitioned().check(history)).isInstanceOf(Verdict.Holds.class);
        }
    }

    @Nested
    class ACounter {
        @Test
        void sumsUpWhatWasAdded() {
            assertHolds(new Counter(), calls("add 2 2", "add 3 null", "read null 5", "add -5 0", "read null 0"));
            assertViolated(new Counter(), calls("add 2 2", "read null 3"));
        }

        @Test
        void holdsAnAnswerThatTellsTheSumToIt() {
            assertHolds(new Counter(), calls("add 2 null", "add 3 5"));
            assertViolated(new Counter(), calls("add 2 null", "add 3 6"));
        }

        @Test
        void mayHaveTakenAnUnknownAdd() {
            assertHolds(
                    new Counter(),
                    Recordings.of("a invoke add 1", "b invoke read", "b ok read 0", "b invoke read", "b ok read 1"));
        }
    }

    @Nested
    class AQueue {
        @Test
        void givesFirstWhatCameFirst() {
            assertHolds(
                    new FifoQueue(),
                    calls("enqueue 1 1", "enqueue 2 2", "dequeue null 1", "dequeue null 2", "dequeue null null"));
            assertViolated(new FifoQueue(), calls("enqueue 1 1", "enqueue 2 2", "dequeue null 2"));
            assertViolated(new FifoQueue(), calls("enqueue 1 1", "dequeue null null"));
        }

        @Test
        void mayHaveLostAnElementToAnUnknownDequeue() {
            String[] events = {
                "a invoke enqueue 1",
                "a ok enqueue 1",
                "a invoke enqueue 2",
                "a ok enqueue 2",
                "b invoke dequeue",
                "a invoke dequeue",
                "a ok dequeue 2"
            };
            assertHolds(new FifoQueue(), Recordings.of(events));
            events[4] = "b invoke enqueue 3";
            assertViolated(new FifoQueue(), Recordings.of(events));
        }
    }

    @Nested
    class AStack {
        @Test
        void givesFirstWhatCameLast() {
            assertHolds(new Stack(), calls("push 1 1", "push 2 2", "pop null 2", "pop null 1", "pop null null"));
            assertViolated(new Stack(), calls("push 1 1", "push 2 2", "pop null 1"));
            assertViolated(new Stack(), calls("push 1 1", "pop null null"));
        }

        @Test
        void statesWithTheSameContentAreEqual() {
            Stack.Content one = Stack.Content.EMPTY.push(Value.of(1)).push(Value.of(2));
            Stack.Content two = Stack.Content.EMPTY.push(Value.of(1)).push(Value.of(2));

            assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).hasToString("[2, 1]");
            assertThat(one).isNotEqualTo(Stack.Content.EMPTY.push(Value.of(2)));
            assertThat(one).isNotEqualTo(one.push(Value.of(1)));
        }
    }

    @Nested
    class ASet {
        @Test
        void hasWhatWasAddedAndNotRemoved() {
            assertHolds(
                    new ValueSet(),
                    calls(
                            "add 1 1",
                            "add 2 true",
                            "add 2 false",
                            "contains 1 true",
                            "read null [2,1]",
                            "remove 1 true",
                            "remove 1 false",
                            "contains 1 false",
                            "read null [2]"));
            assertViolated(new ValueSet(), calls("add 1 1", "contains 1 false"));
            assertViolated(new ValueSet(), calls("add 1 1", "add 1 true"));
            assertViolated(new ValueSet(), calls("remove 1 true"));
            assertViolated(new ValueSet(), calls("add 1 1", "read null []"));
            assertViolated(new ValueSet(), calls("add 1 1", "read null [1,1]"));
        }

        @Test
        void mayHaveTakenAnUnknownAdd() {
            assertHolds(
                    new ValueSet(),
                    Recordings.of("a invoke add 1", "b invoke read", "b ok read []", "b invoke read", "b ok read [1]"));
        }
    }

    @Nested
    class ABank {
        private static final String TRANSFER = "transfer {\"from\":\"x\",\"to\":\"y\",\"amount\":3} null";

        @Test
        void movesMoney() {
            assertHolds(new Bank(), calls(TRANSFER, "read null {\"x\":-3,\"y\":3}"));
            assertHolds(new Bank(Map.of("x", 5L), false), calls(TRANSFER, "read null {\"x\":2,\"y\":3}"));
            assertViolated(new Bank(), calls(TRANSFER, "read null {\"x\":-3,\"y\":0}"));
        }

        @Test
        void lendsNoneWhereItMayNot() {
            assertViolated(new Bank(Map.of("x", 2L), false), calls(TRANSFER));
        }
    }

    @Nested
    class AQueueWithoutAnOrder {
        @Test
        void givesBackWhatWasPutInInAnyOrderAndNothingTwice() {
            assertHolds(new Bag(), calls("enqueue 1 1", "enqueue 2 2", "dequeue null 2", "dequeue null 1"));
            assertViolated(new Bag(), calls("enqueue 1 1", "dequeue null 1", "dequeue null 1"));
            assertViolated(new Bag(), calls("enqueue 1 1", "dequeue null null"));
        }

        @Test
        void mayHaveLostSomethingToACallThatWasNeverAnswered() {
            String[] emptyAfterAll = {
                "a invoke enqueue 1", "a ok enqueue 1", "b invoke dequeue", "c invoke dequeue", "c ok dequeue null"
            };
            assertHolds(new Bag(), Recordings.of(emptyAfterAll));
        }
    }

    @Nested
    class AQueueOfPriorities {
        @Test
        void givesTheLeastFirst() {
            assertHolds(
                    new PriorityQueue(),
                    calls("enqueue 10 10", "enqueue 9.5 9.5", "enqueue 10 10", "dequeue null 9.5", "dequeue null 10"));
            assertViolated(new PriorityQueue(), calls("enqueue 10 10", "enqueue 9 9", "dequeue null 10"));
            assertUnintelligible(new PriorityQueue(), calls("enqueue \"a\" \"a\""), 1, "priorities are numbers");
        }
    }

    @Nested
    class UniqueNames {
        @Test
        void areNeverGivenTwice() {
            assertHolds(new UniqueIds(), calls("generate null 1", "generate null 2"));
            assertViolated(new UniqueIds(), calls("generate null 1", "generate null 2", "generate null 1"));
        }
    }

    @Nested
    class AMutex {
        @Test
        void isHeldByOneAtATime() {
            assertHolds(
                    new Mutex(),
                    calls("acquire null null", "release null null", "acquire null null", "release null null"));
            assertViolated(new Mutex(), calls("acquire null null", "acquire null null"));
            assertViolated(new Mutex(), calls("release null null"));
        }

        @Test
        void isReleasedByItsOwnerIfItHasOne() {
            String[] events = {"a invoke acquire", "a ok acquire", "b invoke release", "b ok release"};
            assertHolds(new Mutex(), Recordings.of(events));
            assertViolated(new Mutex(true), Recordings.of(events));
        }
    }

    @Nested
    class AVersionedRegister {
        @Test
        void countsItsWrites() {
            assertHolds(
                    new VersionedRegister(),
                    calls("read null [null,0]", "write 7 [7,1]", "write 7 7", "read null [7,2]", "write 8 [8,3]"));
            assertViolated(new VersionedRegister(), calls("write 7 [7,2]"));
            assertViolated(new VersionedRegister(), calls("write 7 7", "read null [7,0]"));
        }

        @Test
        void doesNotGoBackThoughTheValueIsTheSame() {
            assertViolated(
                    new VersionedRegister(), calls("write 7 7", "write 7 7", "read null [7,2]", "read null [7,1]"));
        }
    }

    @Nested
    class ListAppendTransactions {
        private final ListAppend lists = new ListAppend();

        @Test
        void takeEffectAtOnce() {
            assertHolds(
                    lists,
                    calls(
                            "txn [[\"append\",1,1],[\"append\",2,1]] [[\"append\",1,1],[\"append\",2,1]]",
                            "txn [] [[\"r\",1,[1]],[\"r\",2,[1]],[\"r\",3,[]],[\"r\",4,null]]"));
            assertViolated(
                    lists,
                    calls(
                            "txn [[\"append\",1,1],[\"append\",2,1]] [[\"append\",1,1],[\"append\",2,1]]",
                            "txn [] [[\"r\",1,[1]],[\"r\",2,[]]]"));
        }

        @Test
        void seeTheirOwnAppends() {
            assertHolds(lists, calls("txn [] [[\"r\",1,[]],[\"append\",1,7],[\"r\",1,[7]]]"));
            assertViolated(lists, calls("txn [] [[\"append\",1,7],[\"r\",1,[]]]"));
        }

        @Test
        void respectRealTime() {
            String write = "txn [[\"append\",1,1]] [[\"append\",1,1]]";
            assertViolated(lists, calls(write, "txn [[\"r\",1,null]] [[\"r\",1,[]]]"));
        }

        @Test
        void thatFailedLeaveNothing() {
            assertViolated(
                    lists,
                    Recordings.of(
                            "a invoke txn [[\"append\",1,1]]",
                            "a fail txn [[\"append\",1,1]]",
                            "a invoke txn [[\"r\",1,null]]",
                            "a ok txn [[\"r\",1,[1]]]"));
        }

        @Test
        void thatNobodyKnowsOfMayHaveAppended() {
            assertHolds(
                    lists,
                    Recordings.of(
                            "a invoke txn [[\"append\",1,1],[\"r\",2,null]]",
                            "a info txn",
                            "b invoke txn [[\"r\",1,null]]",
                            "b ok txn [[\"r\",1,[1]]]"));
        }
    }

    @Test
    void specificationsAreFoundByName() {
        assertThat(Specifications.all())
                .allSatisfy(specification ->
                        assertThat(Specifications.named(specification.name())).contains(specification));
        assertThat(Specifications.named("no-such")).isEmpty();
    }

    @Test
    void aSpecificationIsDetectedWhereTheFunctionsLeaveNoDoubt() {
        assertThat(Specifications.detect(calls("read null 1", "write 1 1"))).contains(new Register());
        assertThat(Specifications.detect(calls("read null 1", "cas [1,2] null")))
                .contains(new CompareAndSetRegister());
        assertThat(Specifications.detect(calls("get [1,2] [1,2]", "put [1,2] null")))
                .contains(new KeyValue());
        assertThat(Specifications.detect(calls("txn [] []"))).contains(new ListAppend());
        assertThat(Specifications.detect(calls("read null 1"))).isEmpty();
        assertThat(Specifications.detect(calls("add 1 1", "read null 1"))).contains(new Counter());
        assertThat(Specifications.detect(calls("add 1 1", "read null [1]"))).contains(new ValueSet());
        assertThat(Specifications.detect(calls("put 1 1"))).contains(new KeyValue());
        assertThat(Specifications.detect(calls("write 1 1", "read null [1,1]"))).contains(new VersionedRegister());
        assertThat(Specifications.detect(calls("write [1,1] null", "read null [1,1]")))
                .contains(new Register());
        assertThat(Specifications.detect(calls("launch 1 1"))).isEmpty();
        assertThat(Specifications.detect(Recordings.of())).isEmpty();
    }

    @Test
    void anOperationThatMeansNothingIsReportedWithItsLine() {
        assertUnintelligible(new Register(), calls("read null 1", "launch 1 1"), 3, "it knows read, write");
        assertUnintelligible(new KeyValue(), calls("put 1 1"), 1, "the value is not [key, value]");
        assertUnintelligible(new KeyValue(), calls("get [\"k\",null] [\"l\",1]"), 1, "of another key");
        assertUnintelligible(new KeyValue(), calls("append [\"k\",1] null"), 1, "only texts");
        assertUnintelligible(new KeyValue(), calls("cas [\"k\",1] null"), 1, "[key, [old, new]]");
        assertUnintelligible(new CompareAndSetRegister(), calls("cas 1 1"), 1, "[old, new]");
        assertUnintelligible(new Counter(), calls("add \"x\" null"), 1, "not a whole number");
        assertUnintelligible(new ValueSet(), calls("contains 1 2"), 1, "true or false");
        assertUnintelligible(new ValueSet(), calls("read 1 2"), 1, "answers a list");
        assertUnintelligible(new Bank(), calls("transfer {} {}"), 1, "from, to and amount");
        assertUnintelligible(new Bank(), calls("read null 3"), 1, "is no mapping");
        assertUnintelligible(new VersionedRegister(), calls("read null 3"), 1, "[value, version]");
        assertUnintelligible(new ListAppend(), calls("txn [[\"w\",1,1]] [[\"w\",1,1]]"), 1, "micro-operation");
    }

    /** A history of one process: each call as the function, the argument and the answer. */
    static History calls(String... calls) {
        String[] events = new String[2 * calls.length];
        for (int i = 0; i < calls.length; i++) {
            String[] words = calls[i].split(" ", 3);
            events[2 * i] = "a invoke " + words[0] + " " + words[1];
            events[2 * i + 1] = "a ok " + words[0] + " " + words[2];
        }
        return Recordings.of(events);
    }

    private static <S> void assertHolds(Specification<S> specification, History history) {
        Certificate certificate = Linearizability.of(specification).require(history);
        assertThat(CertificateChecker.defect(specification, history, certificate))
                .isEmpty();
    }

    private static void assertViolated(Specification<?> specification, History history) {
        assertThat(Linearizability.of(specification).check(history)).isInstanceOf(Verdict.Violated.class);
    }

    private static void assertUnintelligible(Specification<?> specification, History history, int line, String why) {
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(() -> Linearizability.of(specification).check(history))
                .withMessageStartingWith("test.jsonl:" + line + ": " + specification.name() + " cannot read")
                .withMessageContaining(why);
    }
}

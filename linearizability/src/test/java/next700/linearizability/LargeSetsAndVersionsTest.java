package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import next700.history.History;
import next700.history.Value;
import org.junit.jupiter.api.Test;

/**
 * Sets and versioned registers that a search would not come to an end with: everything is concurrent with everything
 * else, so that only the theorem of the monitor says which order to try.
 */
class LargeSetsAndVersionsTest {
    private static final int CLIENTS = 60;

    private static <S> Verdict check(Specification<S> specification, History history) {
        return Linearizability.of(specification).check(history);
    }

    private static <S> void assertHolds(Specification<S> specification, History history) {
        Verdict verdict = check(specification, history);
        assertThat(verdict).as(verdict.explain()).isInstanceOf(Verdict.Holds.class);
        assertThat(CertificateChecker.defect(specification, history, ((Verdict.Holds) verdict).certificate()))
                .isEmpty();
    }

    private static <S> Violation violation(Specification<S> specification, History history) {
        Verdict verdict = check(specification, history);
        assertThat(verdict).as(verdict.explain()).isInstanceOf(Verdict.Violated.class);
        assertThat(((Verdict.Violated) verdict).violation().core().minimal()).isTrue();
        return ((Verdict.Violated) verdict).violation();
    }

    /** Everybody adds a value, all at once; reads overlap with all of that and answer these. */
    private static History growingSet(List<Value> reads) {
        History.Builder history = History.builder("a set that grows");
        for (int i = 0; i < CLIENTS; i++) {
            history.invoke("a" + i, "add", Value.of(i), 0);
        }
        for (int i = 0; i < reads.size(); i++) {
            history.invoke("r" + i, "read", Value.NIL, 1);
        }
        for (int i = 0; i < reads.size(); i++) {
            history.ok("r" + i, reads.get(i), 2);
        }
        for (int i = 0; i < CLIENTS; i++) {
            history.ok("a" + i, Value.NIL, 3);
        }
        return history.build();
    }

    private static Value numbersBelow(int end) {
        List<Value> numbers = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            numbers.add(Value.of(i));
        }
        return new Value.Sequence(numbers);
    }

    @Test
    void readsOfAGrowingSetAreOrderedByWhatTheySaw() {
        assertHolds(new ValueSet(), growingSet(List.of(numbersBelow(40), numbersBelow(7), numbersBelow(20))));
    }

    @Test
    void twoReadsOfAGrowingSetThatBothSawMoreThanTheOtherContradictEachOther() {
        Violation violation = violation(
                new ValueSet(), growingSet(List.of(numbersBelow(40), Value.list(Value.of(41)), numbersBelow(3))));

        assertThat(violation.core().operations())
                .hasSize(2)
                .allMatch(read -> read.function().equals("read"));
    }

    /** Everybody writes and is not told the version; the reads of all that follow one another, and answer these. */
    private static History versions(List<Value> reads) {
        History.Builder history = History.builder("versions");
        for (int i = 1; i <= CLIENTS; i++) {
            history.invoke("w" + i, "write", Value.of(i), 0);
        }
        for (Value read : reads) {
            history.invoke("r", "read", Value.NIL, 1).ok("r", read, 1);
        }
        for (int i = 1; i <= CLIENTS; i++) {
            history.ok("w" + i, Value.NIL, 3);
        }
        return history.build();
    }

    private static Value content(int value, int version) {
        return Value.list(Value.of(value), Value.of(version));
    }

    @Test
    void writesThatTellNoVersionFillThePlacesThatReadsLeave() {
        assertHolds(new VersionedRegister(), versions(List.of(content(9, 2), content(4, 30), content(17, 58))));
    }

    @Test
    void twoValuesOfOneVersionContradictEachOther() {
        Violation violation =
                violation(new VersionedRegister(), versions(List.of(content(9, 2), content(4, 30), content(17, 30))));

        assertThat(violation.core().operations())
                .hasSize(2)
                .allMatch(read -> read.function().equals("read"));
    }

    @Test
    void aVersionThatWasReadMustNotBeOldAgain() {
        Violation violation =
                violation(new VersionedRegister(), versions(List.of(content(9, 2), content(4, 30), content(9, 2))));

        assertThat(violation.core().operations()).hasSize(2);
        assertThat(violation.blocked().completion().moment().orElseThrow().position())
                .isEqualTo(CLIENTS + 5);
    }
}

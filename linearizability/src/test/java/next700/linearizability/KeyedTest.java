package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import next700.history.History;
import next700.history.MalformedHistoryException;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Keyed.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One object at each key. */
class KeyedTest {
    private static final int HISTORIES = Integer.getInteger("next700.histories", 2_000);

    static Stream<SmallHistories<?>> keyedObjects() {
        return Vocabularies.all().filter(histories -> histories.specification() instanceof Keyed<?>);
    }

    /** By the definition of locality, and not by that of {@link Keyed}: each key has a history of its own. */
    @ParameterizedTest
    @MethodSource("keyedObjects")
    void aHistoryIsLinearizableIfThatOfEachKeyIs(SmallHistories<?> histories) {
        Keyed<?> keyed = (Keyed<?>) histories.specification();
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = histories.random(seed, 10);
            boolean expected = BruteForce.isLinearizable(keyed.object(), of(history, 0))
                    && BruteForce.isLinearizable(keyed.object(), of(history, 1));

            assertThat(Linearizability.of(keyed).check(history) instanceof Verdict.Holds)
                    .as(history.source())
                    .isEqualTo(expected);
        }
    }

    /** What happened at a key, without it. */
    private static History of(History history, int key) {
        History.Builder alone = History.builder(history.source());
        history.replay(event -> {
            Operation open = alone.open(event.process()).orElse(null);
            boolean concerned = event.value() instanceof Value.Sequence pair
                    && pair.elements().getFirst().equals(Value.of(key));
            switch (event.type()) {
                case INVOKE -> {
                    if (concerned) {
                        alone.invoke(event.process(), event.function(), second(event.value()), event.time());
                    }
                }
                case OK -> {
                    if (open != null) {
                        alone.ok(event.process(), second(event.value()), event.time());
                    }
                }
                case FAIL -> {
                    if (open != null) {
                        alone.fail(event.process(), Value.NIL, event.time());
                    }
                }
                case INFO -> {
                    if (open != null) {
                        alone.unknown(event.process());
                    }
                }
            }
        });
        return alone.build();
    }

    private static Value second(Value pair) {
        return ((Value.Sequence) pair).elements().getLast();
    }

    @Test
    void aCallThatTakesNothingAndNamesAKeyTellsThatThereAreKeys() {
        History history = calls("write [0,3] [0,3]", "write [1,4] [1,4]", "read [0,null] [0,3]");

        assertThat(Keyed.keysOf(history)).isEqualTo(Keys.NAMED);
        assertThat(Specifications.detect(history)).contains(new Keyed<>(new Register()));
        assertThat(Linearizability.of(new Keyed<>(new Register())).check(history))
                .isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void pairsAreKeysAndValuesPerhapsIfTheReadsDoNotSayWhatTheyRead() {
        History pairs = calls("write [0,3] null", "write [1,4] null", "read null [0,3]", "read null [1,4]");

        assertThat(Keyed.keysOf(pairs)).isEqualTo(Keys.POSSIBLE);
        assertThat(Linearizability.of(new Register()).check(pairs)).isInstanceOf(Verdict.Violated.class);
        assertThat(Linearizability.of(new Keyed<>(new Register())).check(pairs)).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void pairsOfManyFirstsAndValuesThatAreNoPairsHaveNoKeys() {
        assertThat(Keyed.keysOf(calls("write [0,3] null", "write [1,4] null", "read null [0,3]")))
                .isEqualTo(Keys.NONE);
        assertThat(Keyed.keysOf(calls("write [0,3] null", "read null [0,3]", "write 5 null", "read null 5")))
                .isEqualTo(Keys.NONE);
        assertThat(Keyed.keysOf(calls("read null null", "write [0,3] null", "read null [0,3]")))
                .isEqualTo(Keys.NONE);
        assertThat(Keyed.keysOf(calls("put [0,3] null", "get [0,null] [0,3]"))).isEqualTo(Keys.NONE);
        assertThat(Keyed.keysOf(calls("cas [0,3] null", "read null 3", "cas [0,3] null")))
                .isEqualTo(Keys.NONE);
    }

    @Test
    void aCompareAndSetFromAKeyToAPairIsOneAtTheKey() {
        assertThat(Keyed.keysOf(calls("cas [0,[null,3]] null", "write [0,3] null")))
                .isEqualTo(Keys.NAMED);
    }

    @Test
    void anAnswerOfAnotherKeyIsNoHistory() {
        History history = calls("write [0,3] [0,3]", "write [1,4] [1,4]", "read [0,null] [1,4]");

        assertThat(Keyed.keysOf(history)).isEqualTo(Keys.NAMED);
        assertThatExceptionOfType(MalformedHistoryException.class)
                .isThrownBy(
                        () -> Linearizability.of(new Keyed<>(new Register())).check(history))
                .withMessageContaining("the answer is of another key");
    }

    @Test
    void aViolationNamesTheKey() {
        Verdict verdict = Linearizability.of(new Keyed<>(new Register(Value.of(0))))
                .check(calls("write [\"a\",1] null", "write [\"b\",1] null", "read [\"b\",null] [\"b\",2]"));

        assertThat(verdict.explain()).contains("as a register per key, at the key \"b\"");
    }

    private static History calls(String... calls) {
        return SpecificationTest.calls(calls);
    }
}

package next700.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Bound;
import next700.process.Bytes;
import next700.process.Digest;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.RecordCodec.Retired;
import org.junit.jupiter.api.Test;

/** A codec of messages that nobody wrote one for, as a protocol from elsewhere would have them. */
class RecordCodecTest {
    private static final FrameLimits LIMITS = new FrameLimits(4096, 100);

    enum Colour {
        RED,
        GREEN {
            @Override
            boolean isCalm() {
                return true;
            }
        };

        boolean isCalm() {
            return false;
        }
    }

    record Everything(
            long natural,
            @Bound(min = -10, max = Long.MAX_VALUE) long whole,
            @Bound(min = Long.MIN_VALUE) long any,
            int small,
            boolean yes,
            String text,
            @Bound(max = 3) String brief,
            Bytes bytes,
            Digest digest,
            Colour colour,
            Optional<Long> maybe,
            List<Optional<String>> texts,
            @Bound(min = 1, max = 2) List<Integer> few,
            SortedMap<String, List<Long>> sorted,
            Map<Integer, Colour> map,
            Set<Long> set,
            SortedSet<String> sortedSet,
            Tree tree) {}

    sealed interface Tree {
        record Leaf(long value) implements Tree {}

        record Fork(Tree left, Tree right) implements Tree {}
    }

    private static <T> RecordCodec<T> of(Class<T> type, Class<?>... declared) {
        return new RecordCodec<>(type, List.of(declared), LIMITS);
    }

    private static <T> Reason reason(RecordCodec<T> codec, int... bytes) {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        return catchThrowableOfType(MalformedFrameException.class, () -> codec.decode(frame))
                .reason();
    }

    @Test
    void everyKindOfComponentComesBackAsItWas() throws MalformedFrameException {
        RecordCodec<Everything> codec = of(Everything.class);
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            Everything value = codec.draw(Everything.class, random::nextInt);
            assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        }
    }

    @Test
    void whateverIsAlteredHasNoOtherEncoding() {
        RecordCodec<Everything> codec = of(Everything.class);
        Random random = new Random(2);
        int decoded = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = codec.encode(codec.draw(Everything.class, random::nextInt));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
                decoded++;
            } catch (MalformedFrameException e) {
                assertThat(e.reason()).isNotNull();
            }
        }
        assertThat(decoded).isBetween(2000, 19_000);
    }

    @Test
    void theSimplestChoicesMakeTheSimplestValue() {
        Everything simplest = of(Everything.class).draw(Everything.class, bound -> 0);

        assertThat(simplest.natural()).isZero();
        assertThat(simplest.texts()).isEmpty();
        assertThat(simplest.few()).hasSize(1);
        assertThat(simplest.tree()).isInstanceOf(Tree.Leaf.class);
    }

    @Test
    void whatIsKnownIsTakenWhereItFits() {
        Digest heard = Digest.of("HEARD").digest();
        Choices choices = new Choices() {
            @Override
            public int below(int bound) {
                return 0;
            }

            @Override
            public <T> Optional<T> known(Class<T> type) {
                return type == Digest.class ? Optional.of(type.cast(heard)) : Optional.empty();
            }
        };

        assertThat(of(Everything.class).draw(Everything.class, choices).digest())
                .isEqualTo(heard);
    }

    // What has no encoding is said when the codec is made, with the place of it.

    record Outer(List<Inner> inner) {}

    record Inner(Optional<Date> date) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Array(byte[] bytes) {}

    record Wild(List<? extends Number> numbers) {}

    record Unordered(Set<Digests> set) {}

    record Fraction(double value) {}

    record Bounded(@Bound(max = 1) Digest digest) {}

    record Inverted(@Bound(min = 2, max = 1) long number) {}

    record Open(Comparable<String> comparable, Runnable open) {}

    record Undeclared(Runnable open) {}

    record ShrunkBelow(@Bound(min = -1) String text) {}

    @Test
    void aComponentWithoutAnEncodingIsNamedWithItsRecord() {
        assertRefused(Outer.class, "component date of next700.wire.RecordCodecTest$Inner", "java.util.Date");
        assertRefused(Array.class, "component bytes of next700.wire.RecordCodecTest$Array", "byte[]");
        assertRefused(Wild.class, "component numbers of next700.wire.RecordCodecTest$Wild");
        assertRefused(Unordered.class, "component set of next700.wire.RecordCodecTest$Unordered", "no order");
        assertRefused(Fraction.class, "component value of next700.wire.RecordCodecTest$Fraction", "double");
        assertRefused(Bounded.class, "component digest of next700.wire.RecordCodecTest$Bounded", "bound");
        assertRefused(Inverted.class, "component number of next700.wire.RecordCodecTest$Inverted");
        assertRefused(Open.class, "component comparable of next700.wire.RecordCodecTest$Open");
        assertRefused(Undeclared.class, "component open of next700.wire.RecordCodecTest$Undeclared", "declared");
        assertRefused(ShrunkBelow.class, "component text of next700.wire.RecordCodecTest$ShrunkBelow");
    }

    private static void assertRefused(Class<?> type, String... parts) {
        assertThatThrownBy(() -> of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void aNullIsNamedWithItsRecord() {
        assertThatThrownBy(() -> of(Tree.Fork.class).encode(new Tree.Fork(new Tree.Leaf(1), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("component right of next700.wire.RecordCodecTest$Tree$Fork is null");
    }

    // One value, one encoding.

    record Whole(@Bound(min = Long.MIN_VALUE) long value) {}

    record Natural(long value) {}

    @Test
    void numbersAreReadInTheirShortestForm() throws MalformedFrameException {
        RecordCodec<Natural> naturals = of(Natural.class);
        RecordCodec<Whole> numbers = of(Whole.class);
        for (long value : new long[] {0, 1, 127, 128, Integer.MAX_VALUE, Long.MAX_VALUE}) {
            assertThat(naturals.decode(naturals.encode(new Natural(value)))).isEqualTo(new Natural(value));
            assertThat(numbers.decode(numbers.encode(new Whole(value)))).isEqualTo(new Whole(value));
            assertThat(numbers.decode(numbers.encode(new Whole(-1 - value)))).isEqualTo(new Whole(-1 - value));
        }
        assertThat(naturals.encode(new Natural(127))).hasSize(1);
        assertThat(numbers.encode(new Whole(-64))).hasSize(1);
        assertThat(reason(naturals, 0x81, 0x00)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(naturals, 0x80)).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(numbers, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2))
                .isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(reason(numbers, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
                .isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(reason(naturals, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1))
                .isEqualTo(Reason.OUT_OF_RANGE);
        assertThatThrownBy(() -> naturals.encode(new Natural(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    record Text(String text) {}

    @Test
    void aTextIsUtf8AndNothingElse() throws MalformedFrameException {
        RecordCodec<Text> codec = of(Text.class);
        Text text = new Text("πρῶτος 🙂");

        assertThat(codec.decode(codec.encode(text))).isEqualTo(text);
        assertThat(reason(codec, 2, 0xc1, 0x81)).as("an A in two bytes").isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(codec, 1, 0xff)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(codec, 2, 'a')).isEqualTo(Reason.UNREADABLE);
        assertThatThrownBy(() -> codec.encode(new Text("\ud83d"))).isInstanceOf(IllegalArgumentException.class);
    }

    record Flags(boolean flag, Optional<Boolean> maybe, Colour colour) {}

    @Test
    void flagsAndConstantsHaveNoOtherForms() throws MalformedFrameException {
        RecordCodec<Flags> codec = of(Flags.class);

        assertThat(codec.decode(new byte[] {1, 1, 0, 1})).isEqualTo(new Flags(true, Optional.of(false), Colour.GREEN));
        assertThat(reason(codec, 2, 0, 0)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(codec, 1, 2, 0)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(codec, 1, 0, 2)).isEqualTo(Reason.UNKNOWN_KIND);
    }

    record Sets(SortedSet<Long> set, Map<Long, Long> map) {}

    @Test
    void setsAndMapsAreInOrder() throws MalformedFrameException {
        RecordCodec<Sets> codec = of(Sets.class);
        SortedSet<Long> descending = new TreeSet<>(Comparator.reverseOrder());
        descending.addAll(List.of(1L, 2L));
        byte[] encoded = codec.encode(new Sets(descending, new TreeMap<>(Map.of(3L, 4L))));

        assertThat(encoded).containsExactly(2, 1, 2, 1, 3, 4);
        assertThat(codec.decode(encoded)).isEqualTo(new Sets(new TreeSet<>(Set.of(1L, 2L)), Map.of(3L, 4L)));
        assertThat(reason(codec, 2, 2, 1, 1, 3, 4)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(codec, 2, 1, 1, 1, 3, 4)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(codec, 0, 2, 3, 4, 3, 4)).isEqualTo(Reason.NOT_CANONICAL);
    }

    /** Whose constructor makes something else of what it is given. */
    record Sorted(List<Long> values) {
        Sorted {
            values = values.stream().sorted().toList();
        }
    }

    record Capped(long value) {
        Capped {
            value = Math.min(value, 9);
        }
    }

    record Even(long value) {
        Even {
            if (value % 2 != 0) {
                throw new IllegalArgumentException("odd: " + value);
            }
        }
    }

    record Unwilling(List<Long> values) {
        Unwilling {
            values = List.copyOf(values.subList(1, 2));
        }
    }

    /** Takes any number, and has one that it does not take. */
    record Negative(long value) {
        Negative {
            value = -value;
        }
    }

    @Test
    void whatAConstructorChangesIsTakenOnlyIfItComesOutTheSame() throws MalformedFrameException {
        RecordCodec<Sorted> sorted = of(Sorted.class);

        assertThat(sorted.decode(new byte[] {2, 1, 2})).isEqualTo(new Sorted(List.of(1L, 2L)));
        assertThat(reason(sorted, 2, 2, 1)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(of(Capped.class).decode(new byte[] {9})).isEqualTo(new Capped(9));
        assertThat(reason(of(Capped.class), 10)).isEqualTo(Reason.NOT_CANONICAL);
        assertThat(reason(of(Negative.class), 10)).isEqualTo(Reason.OUT_OF_RANGE);
    }

    @Test
    void whatAConstructorRefusesIsMalformed() {
        assertThat(reason(of(Even.class), 1)).isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(reason(of(Unwilling.class), 0)).isEqualTo(Reason.OUT_OF_RANGE);
        assertThat(reason(of(Digests.class), 1)).isEqualTo(Reason.UNREADABLE);
    }

    record Digests(Digest digest) {}

    @Test
    void whatAConstructorRefusesIsNotDrawn() {
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            assertThat(of(Even.class).draw(Even.class, random::nextInt).value()).isEven();
        }
    }

    // Hostile bytes.

    @Test
    void whatContainsItsOwnKindIsNotNestedWithoutEnd() throws MalformedFrameException {
        RecordCodec<Tree> codec = of(Tree.class);
        Tree tree = new Tree.Leaf(1);
        for (int i = 0; i < In.MAX_DEPTH; i++) {
            tree = new Tree.Fork(tree, new Tree.Leaf(2));
        }
        Tree deepest = tree;
        Tree tooDeep = new Tree.Fork(tree, new Tree.Leaf(2));
        byte[] hostile = new byte[4000];
        Arrays.fill(hostile, (byte) 1);

        assertThat(codec.decode(codec.encode(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> codec.encode(tooDeep)).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowableOfType(MalformedFrameException.class, () -> codec.decode(hostile))
                        .reason())
                .isEqualTo(Reason.TOO_MANY);
    }

    record Nothing() {}

    record Many(List<Nothing> nothings, List<Natural> naturals) {}

    @Test
    void whatTakesNoBytesIsCountedAllTheSame() throws MalformedFrameException {
        RecordCodec<Many> codec = of(Many.class);

        assertThat(codec.decode(new byte[] {100, 0}).nothings()).hasSize(100);
        assertThat(reason(codec, 101, 0)).isEqualTo(Reason.TOO_MANY);
        assertThat(reason(codec, 100, 1, 1)).isEqualTo(Reason.TOO_MANY);
        assertThat(reason(codec, 0, 3, 1, 1)).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(codec, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1))
                .isEqualTo(Reason.TOO_MANY);
    }

    record Few(
            @Bound(min = 1, max = 2) List<Long> few,
            @Bound(max = 2) Optional<Bytes> brief) {}

    @Test
    void boundsHoldOfSizesToo() throws MalformedFrameException {
        RecordCodec<Few> codec = of(Few.class);

        assertThat(codec.decode(new byte[] {1, 7, 0})).isEqualTo(new Few(List.of(7L), Optional.empty()));
        assertThat(reason(codec, 0, 0)).isEqualTo(Reason.TOO_MANY);
        assertThat(reason(codec, 3, 1, 1, 1, 0)).isEqualTo(Reason.TOO_MANY);
        assertThat(reason(codec, 1, 1, 1, 3, 1, 1, 1)).isEqualTo(Reason.OUT_OF_RANGE);
        assertThatThrownBy(() -> codec.encode(new Few(List.of(), Optional.empty())))
                .hasMessageContaining("component few of next700.wire.RecordCodecTest$Few is from 1 to 2, not 0");
    }

    // Versions.

    interface Said {}

    record Old(long value) implements Said {}

    record Newer(long value, long more) implements Said {}

    record Newest() implements Said {}

    record Unsaid() {}

    @Test
    void aNewerVersionAppendsKindsAndRetiresOthers() throws MalformedFrameException {
        RecordCodec<Said> first = of(Said.class, Unsaid.class, Old.class);
        RecordCodec<Said> second = of(Said.class, Unsaid.class, Old.class, Newer.class);
        RecordCodec<Said> third = of(Said.class, Unsaid.class, Retired.class, Newer.class, Newest.class);

        assertThat(second.decode(first.encode(new Old(1)))).isEqualTo(new Old(1));
        assertThat(third.decode(second.encode(new Newer(1, 2)))).isEqualTo(new Newer(1, 2));
        assertThat(reason(first, 2, 1, 2)).isEqualTo(Reason.UNKNOWN_KIND);
        assertThat(reason(third, 1, 1)).isEqualTo(Reason.UNKNOWN_KIND);
        assertThat(reason(third, 0)).isEqualTo(Reason.UNKNOWN_KIND);
        assertThatThrownBy(() -> third.encode(new Old(1))).isInstanceOf(IllegalArgumentException.class);
    }

    // Classes that are no records.

    /** Like a record, with something that it works out for itself. */
    static final class Name {
        private final String text;
        private final int length;

        public Name(String text) {
            this.text = text;
            this.length = text.length();
        }

        public String text() {
            return text;
        }

        int length() {
            return length;
        }
    }

    static final class Closed {
        private final String text;

        public Closed(String words) {
            this.text = words;
        }

        public String text() {
            return text;
        }
    }

    record OfClosed(Closed closed) {}

    @Test
    void aClassThatIsLikeARecordIsWrittenLikeOne() throws MalformedFrameException {
        RecordCodec<Name> codec = of(Name.class);

        assertThat(codec.decode(codec.encode(new Name("abc"))).length()).isEqualTo(3);
        assertRefused(
                OfClosed.class,
                "component closed of next700.wire.RecordCodecTest$OfClosed",
                "accessor",
                "Closed.words");
    }
}

package next700.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the parsers whatever they are given. */
class FormatsTest {
    private static final int HISTORIES = 300;
    private static final int MUTATIONS = 2_000;

    @Test
    void aHistoryIsTheSameInAllFormats() throws IOException {
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = random(new Random(seed));
            String lines = lines(history);
            String array = "[" + String.join(",\n", lines.strip().split("\n", -1)) + "]";
            List<RecordedEvent> events = events(lines);

            assertThat(events(array)).isEqualTo(events);
            assertThat(events(edn(events, "\n", ""))).isEqualTo(events);
            assertThat(events("[" + edn(events, "\n", "#jepsen.history.Op") + "]"))
                    .isEqualTo(events);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lines", "array", "edn", "vector"})
    void whateverIsDoneToARecordingItIsReadOrRefusedWithAPlace(String format) throws IOException {
        Random random = new Random(7);
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            seeds.add(text(random(random), format).getBytes(StandardCharsets.UTF_8));
        }
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                new HistoryReader(10_000).read("mutant", new ByteArrayInputStream(mutant));
            } catch (MalformedHistoryException e) {
                refused++;
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("not refused: " + new String(mutant, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    private static byte[] mutate(byte[] seed, Random random) {
        String tokens = "{}[]()\"\\#:;,_^'-+/.eENM019 \n\0\u0080\u00ff";
        ByteArrayOutputStream mutant = new ByteArrayOutputStream();
        int from = random.nextInt(4) == 0 ? random.nextInt(seed.length) : 0;
        int to = random.nextInt(4) == 0 ? from + random.nextInt(seed.length - from) : seed.length;
        int changes = 1 + random.nextInt(3);
        for (int i = from; i < to; i++) {
            if (random.nextInt(to - from) >= changes) {
                mutant.write(seed[i]);
                continue;
            }
            switch (random.nextInt(4)) {
                case 0 -> {}
                case 1 -> mutant.write(tokens.charAt(random.nextInt(tokens.length())));
                case 2 -> {
                    mutant.write(seed[i]);
                    mutant.write(tokens.charAt(random.nextInt(tokens.length())));
                }
                default -> {
                    String token = tokens.substring(random.nextInt(tokens.length()))
                            .substring(0, 1)
                            .repeat(1 + random.nextInt(2000));
                    mutant.writeBytes(token.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        return mutant.toByteArray();
    }

    private static String text(History history, String format) throws IOException {
        String lines = lines(history);
        return switch (format) {
            case "lines" -> lines;
            case "array" -> "[" + String.join(",\n", lines.strip().split("\n", -1)) + "]";
            case "edn" -> edn(events(lines), "\n", "");
            default -> "[" + edn(events(lines), " ", "#jepsen.history.Op") + "]";
        };
    }

    private static List<RecordedEvent> events(String text) {
        List<RecordedEvent> events = new ArrayList<>();
        new HistoryReader().read("test", Recordings.stream(text), event -> events.add(withoutLine(event)));
        return events;
    }

    private static RecordedEvent withoutLine(RecordedEvent event) {
        return new RecordedEvent(event.type(), event.process(), event.function(), event.value(), event.time(), 0);
    }

    private static String lines(History history) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(bytes)) {
            writer.write(history);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String edn(List<RecordedEvent> events, String separator, String tag) {
        StringJoiner text = new StringJoiner(separator);
        for (RecordedEvent event : events) {
            text.add(tag + "{:type :" + event.type().name().toLowerCase(Locale.ROOT) + ", :f :" + event.function()
                    + ", :process \"" + event.process() + "\", :time " + event.time() + ", :value "
                    + edn(event.value()) + "}");
        }
        return text.toString();
    }

    private static String edn(Value value) {
        return switch (value) {
            case Value.Nil nil -> "nil";
            case Value.Decimal decimal -> decimal.value().toString() + "M";
            case Value.Sequence sequence -> {
                StringJoiner elements = new StringJoiner(" ", "[", "]");
                sequence.elements().forEach(element -> elements.add(edn(element)));
                yield elements.toString();
            }
            case Value.Mapping mapping -> {
                StringJoiner entries = new StringJoiner(" ", "{", "}");
                mapping.entries().forEach((key, element) -> entries.add(edn(Value.of(key)) + " " + edn(element)));
                yield entries.toString();
            }
            default -> value.toString();
        };
    }

    private static History random(Random random) {
        History.Builder history = History.builder("random");
        long time = 0;
        for (int i = 0; i < 12; i++) {
            String process = "p" + random.nextInt(3);
            time += random.nextInt(3);
            if (!history.isOpen(process)) {
                history.invoke(process, "f", value(random, 3), time);
            } else if (random.nextBoolean()) {
                history.ok(process, value(random, 3), time);
            } else {
                history.fail(process, value(random, 3), time);
            }
        }
        return history.build();
    }

    private static Value value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> Value.NIL;
            case 1 -> Value.of(random.nextBoolean());
            case 2 -> Value.of(random.nextLong() >> random.nextInt(64));
            case 3 -> new Value.Decimal(new BigDecimal(BigInteger.valueOf(random.nextLong()), 1 + random.nextInt(20)));
            case 4 -> Value.of("a\"\\\u00e9\u4e2d ;:#{".substring(random.nextInt(10)));
            case 5 -> {
                List<Value> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(value(random, depth - 1));
                }
                yield new Value.Sequence(elements);
            }
            default -> {
                Map<String, Value> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entries.put("k" + i, value(random, depth - 1));
                }
                yield new Value.Mapping(entries);
            }
        };
    }
}

package next700.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.model.Specifications;

/** A test bed in a {@link CompiledWorld}, where the code is the changed one: what is said goes to and fro as JSON. */
public record RemoteTestBed(ClassLoader world, String protocol, Path specifications) implements TestBed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private <T> T ask(Class<T> type, String question, Object... arguments) {
        try {
            String answer = (String) Class.forName(RemoteTestBed.class.getName(), true, world)
                    .getMethod("answer", String.class, String.class, String[].class)
                    .invoke(
                            null,
                            protocol,
                            question,
                            java.util.Arrays.stream(arguments)
                                    .map(Object::toString)
                                    .toArray(String[]::new));
            return JSON.readValue(answer, type);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the changed code could not be tried", e.getCause());
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("the changed code could not be tried", e);
        }
    }

    /** Called by reflection, in the other world. */
    public static String answer(String protocol, String question, String[] arguments) {
        TestBed bed = SubjectTestBed.named(protocol).orElseThrow();
        Object answer = switch (question) {
            case "explore" ->
                bed.explore(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]), Duration.parse(arguments[2]));
            case "aim" -> bed.aim(Set.of(arguments[0].split(",")));
            case "watch" ->
                bed.watch(Set.of(arguments[0].split(",")), Long.parseLong(arguments[1]), Duration.parse(arguments[2]));
            case "remove" -> bed.remove(arguments[0], Long.parseLong(arguments[1]));
            case "count" -> bed.count(Set.of(arguments[0].split(",")));
            case "replay" ->
                bed.replay(
                                Specifications.in(Path.of(arguments[0])),
                                Integer.parseInt(arguments[1]),
                                Duration.parse(arguments[2]))
                        .orElse(null);
            default -> throw new IllegalArgumentException(question);
        };
        try {
            return JSON.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestBed here() {
        return SubjectTestBed.named(protocol).orElseThrow();
    }

    @Override
    public List<String> invariants() {
        return here().invariants();
    }

    @Override
    public Trial explore(int slice, long runs, Duration duration) {
        return ask(Trial.class, "explore", slice, runs, duration);
    }

    @Override
    public Trial aim(Set<String> touched) {
        return touched.isEmpty() ? TestBed.super.aim(touched) : ask(Trial.class, "aim", String.join(",", touched));
    }

    @Override
    public NotRun watch(Set<String> places, long runs, Duration duration) {
        return ask(NotRun.class, "watch", String.join(",", places), runs, duration);
    }

    @Override
    public Map<String, String> kept() {
        return here().kept();
    }

    @Override
    public List<String> guards() {
        return here().guards();
    }

    @Override
    public List<String> packages() {
        return here().packages();
    }

    @Override
    public Optional<List<String>> claims() {
        return here().claims();
    }

    @Override
    public Removal remove(String guard, long runs) {
        return ask(Removal.class, "remove", guard, runs);
    }

    @Override
    public List<Count> count(Set<String> names) {
        return List.of(ask(Count[].class, "count", String.join(",", names)));
    }

    @Override
    public Optional<Traces> replay(Specifications ignored, int runs, Duration timeout) {
        return Optional.ofNullable(ask(Traces.class, "replay", specifications, runs, timeout));
    }
}

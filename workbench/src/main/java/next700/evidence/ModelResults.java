package next700.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.model.ModelResult;
import next700.model.ModelRun;
import next700.model.State;

/**
 * What came of a model, for machines.
 *
 * @param place where the model stands
 * @param must whether it is to hold or to fail, as {@code hold} or {@code fail}
 * @param property what it must violate
 * @param verdict {@code as expected}, {@code otherwise}, {@code unknown} or {@code broken}
 * @param differences how it is otherwise, a sentence each
 * @param violated what it does violate
 * @param states how many distinct states TLC found
 * @param counterexample the behaviour that violates it, every state with its number, action and variables
 * @param loop the number of the state to which it goes back, for ever
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelResults(
        String protocol,
        String name,
        String place,
        String must,
        String property,
        String verdict,
        List<String> differences,
        String violated,
        long states,
        double seconds,
        List<Map<String, Object>> counterexample,
        Integer loop) {
    static ModelResults of(ModelRun run) {
        Optional<ModelResult.Violated> violated =
                run.result() instanceof ModelResult.Violated found ? Optional.of(found) : Optional.empty();
        return new ModelResults(
                run.model().protocol(),
                run.model().name(),
                run.model().place().toString(),
                run.model().property().isPresent() ? "fail" : "hold",
                run.model().property().orElse(null),
                run.verdict().word(),
                run.differences(),
                violated.map(run::fallen).orElse(null),
                run.counts().distinct(),
                run.seconds(),
                violated.map(found -> found.counterexample().states().stream()
                                .map(ModelResults::state)
                                .toList())
                        .orElse(null),
                violated.flatMap(found -> found.counterexample().loop()).orElse(null));
    }

    private static Map<String, Object> state(State state) {
        Map<String, String> variables = new LinkedHashMap<>();
        state.variables().forEach((name, value) -> variables.put(name, value.toString()));
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("number", state.number());
        written.put("action", state.action());
        written.put("variables", variables);
        return written;
    }
}

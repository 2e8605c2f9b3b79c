package next700.model.trace;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * A run as TLC reads it.
 *
 * @param constants what each constant of the specification is
 * @param steps the fields of each, as TLA+ writes values
 * @param words what a step is for people
 */
record WrittenRun(
        String name,
        SortedMap<String, String> constants,
        List<SortedMap<String, String>> steps,
        IntFunction<String> words)
        implements RecordedRun {

    /** The same run with other steps. */
    WrittenRun with(String how, List<SortedMap<String, String>> others) {
        return new WrittenRun(name + ", " + how, constants, others, index -> told(others.get(index)));
    }

    private static String told(Map<String, String> fields) {
        return TlaText.unquoted(fields.get(TlaText.STEP)) + " " + TlaText.record(fields);
    }

    @Override
    public int length() {
        return steps.size();
    }

    @Override
    public String step(int index) {
        return TlaText.unquoted(steps.get(index).get(TlaText.STEP));
    }

    @Override
    public String tell(int index) {
        return words.apply(index);
    }
}

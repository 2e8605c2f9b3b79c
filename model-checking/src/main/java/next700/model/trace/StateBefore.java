package next700.model.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import next700.model.TlaValue;
import next700.process.Digest;
import next700.protocol.abstraction.Request;

/** Puts the state in which a step was refused into words: names for numbers, and long histories by their ends. */
final class StateBefore {
    private static final int MAX_SHOWN = 8;

    private final List<Request> requests;
    private final List<Digest> batches;

    StateBefore(List<Request> requests, List<Digest> batches) {
        this.requests = requests;
        this.batches = batches;
    }

    String describe(TlaValue before) {
        Map<String, TlaValue> fields = ((TlaValue.Fields) before).fields();
        return fields.containsKey("views") ? ofOrder(fields) : ofInstance(fields);
    }

    private String ofOrder(Map<String, TlaValue> fields) {
        return String.join(
                "\n",
                "views: " + each("r", fields.get("views")),
                "take part in them: " + each("r", fields.get("active")),
                "have accepted at the number: " + batches(fields.get("accepted")),
                "have sent COMMIT for: " + batches(fields.get("promised")));
    }

    private String batches(TlaValue values) {
        return entries(values).entrySet().stream()
                .map(e -> "r" + e.getKey() + " " + batch(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String batch(TlaValue batch) {
        String number = batch.toString();
        return number.equals("0")
                ? "nothing"
                : batches.get(Integer.parseInt(number) - 1).abbreviated();
    }

    private String ofInstance(Map<String, TlaValue> fields) {
        List<String> lines = new ArrayList<>();
        lines.add("local histories: " + each("r", fields.get("histories")));
        lines.add("initialised: " + each("r", fields.get("initialised")));
        lines.add("stopped: " + each("r", fields.get("stopped")));
        if (fields.containsKey("instances")) {
            lines.add("clients are in instances: " + each("c", fields.get("instances")));
        }
        lines.add("clients are: " + each("c", fields.get("phases")));
        lines.add("their requests: " + requests(fields.get("requests")));
        return String.join("\n", lines);
    }

    private String each(String prefix, TlaValue values) {
        return entries(values).entrySet().stream()
                .map(e -> prefix + e.getKey() + " " + words(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String requests(TlaValue values) {
        return entries(values).entrySet().stream()
                .map(e -> "c" + e.getKey() + " " + named(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** TLC prints a function from 1..n as a tuple. */
    private static Map<String, TlaValue> entries(TlaValue values) {
        Map<String, TlaValue> entries = new java.util.LinkedHashMap<>();
        if (values instanceof TlaValue.Function function) {
            function.pairs().forEach((k, v) -> entries.put(k.toString(), v));
        } else if (values instanceof TlaValue.Tuple tuple) {
            for (int k = 0; k < tuple.elements().size(); k++) {
                entries.put(Integer.toString(k + 1), tuple.elements().get(k));
            }
        }
        return entries;
    }

    private String words(TlaValue value) {
        if (value instanceof TlaValue.Tuple history) {
            List<TlaValue> all = history.elements();
            List<TlaValue> shown = all.subList(Math.max(0, all.size() - MAX_SHOWN), all.size());
            String beginning = shown.size() < all.size() ? (all.size() - shown.size()) + " more, " : "";
            return shown.stream().map(this::named).collect(Collectors.joining(" ", "<" + beginning, ">"));
        }
        return value.toString().replace("\"", "");
    }

    private String named(TlaValue request) {
        String number = request.toString();
        return number.equals("0")
                ? "none"
                : requests.get(Integer.parseInt(number) - 1).toString();
    }
}

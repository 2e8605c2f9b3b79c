package next700.trial;

import java.util.function.Supplier;
import next700.process.Bytes;
import next700.process.Invocation;
import next700.service.Operations;

/** What is asked of a replicated key-value store, drawn from a tape; no two write the same. */
public final class KeyValueCalls implements Supplier<Invocation> {
    private final ChoiceTape tape;
    private final int keys;
    private int asked;

    /** @param keys over how many keys operations spread */
    public KeyValueCalls(ChoiceTape tape, int keys) {
        this.tape = tape;
        this.keys = keys;
    }

    @Override
    public Invocation get() {
        asked++;
        String key = "k" + tape.choose(keys, Decision.INVOCATION, "key");
        return new Invocation(operation(key));
    }

    private Bytes operation(String key) {
        return switch (tape.choose(3, Decision.INVOCATION, "what")) {
            case 0 -> Operations.of("append", "[\"%s\", \" %d\"]".formatted(key, asked));
            case 1 -> Operations.of("get", "[\"%s\", null]".formatted(key));
            default -> Operations.of("put", "[\"%s\", \"%d\"]".formatted(key, asked));
        };
    }
}

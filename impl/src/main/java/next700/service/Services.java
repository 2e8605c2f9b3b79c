package next700.service;

import java.util.List;

/** The services by name. */
public final class Services {
    public static final List<String> NAMES = List.of("counter", "kv", "list-append");

    private Services() {}

    /**
     * A service in its initial state.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Service named(String name) {
        return switch (name) {
            case "counter" -> new Counter();
            case "kv" -> new KeyValueStore();
            case "list-append" -> new ListAppend();
            default ->
                throw new IllegalArgumentException("no service '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }
}

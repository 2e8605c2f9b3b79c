package next700.service;

import java.util.Map;
import java.util.TreeMap;

/** The services by name. */
public final class Services {
    private static final Map<String, Service> BY_NAME =
            new TreeMap<>(Map.of("kv", new KeyValueStore(), "counter", new Counter(), "list-append", new ListAppend()));

    private Services() {}

    /**
     * A service in its initial state.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Service named(String name) {
        Service service = BY_NAME.get(name);
        if (service == null) {
            throw new IllegalArgumentException(
                    "no service '" + name + "'; there are " + String.join(", ", BY_NAME.keySet()));
        }
        return service;
    }
}

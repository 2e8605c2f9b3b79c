package next700.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code specs/manifest.json}: a model, and what TLC must say of it.
 *
 * @param protocol whose model it is
 * @param name unique within the protocol
 * @param module the TLA+ module that TLC starts from
 * @param cfg its configuration, below {@code specs/}
 * @param kind whether it must hold or must fail
 * @param set how long it takes
 * @param states how many distinct states it has; known only where it holds
 * @param property the property that it violates; only where it must fail
 * @param length how many states the counterexample has; only where it must fail
 * @param sometimes what it must reach on the way, as it prints it; only where it holds
 * @param claim what its outcome says, in one line
 */
public record Model(
        String protocol,
        String name,
        String module,
        String cfg,
        Kind kind,
        Set set,
        Optional<Long> states,
        Optional<String> property,
        Optional<Integer> length,
        List<String> sometimes,
        String claim) {
    public Model {
        sometimes = List.copyOf(sometimes);
    }

    /** What TLC must find. */
    public enum Kind {
        @JsonProperty("holds")
        HOLDS,
        @JsonProperty("must-fail")
        MUST_FAIL
    }

    /** When a model is worth its time. */
    public enum Set {
        /** Seconds: whenever anything is verified. */
        @JsonProperty("quick")
        QUICK,
        /** Some more seconds: with every build. */
        @JsonProperty("smoke")
        SMOKE,
        /** Minutes and more: now and then. */
        @JsonProperty("deep")
        DEEP
    }

    /** Whether it takes seconds, not minutes. */
    public boolean isFast() {
        return set != Set.DEEP;
    }

    /** This model, without asking what it reaches. */
    Model withoutSometimes() {
        return new Model(protocol, name, module, cfg, kind, set, states, property, length, List.of(), claim);
    }

    @Override
    public String toString() {
        return protocol + "/" + name;
    }
}

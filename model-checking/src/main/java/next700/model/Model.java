package next700.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A model of a specification, and what TLC must say of it: an entry of a {@link ModelsReader models file}.
 *
 * @param protocol whose model it is: its folder, of which the first name is the protocol's
 * @param name unique within the folder
 * @param place where it stands
 * @param folders where its modules are looked for, in this order
 * @param module the TLA+ module that TLC starts from
 * @param settings what TLC is told, what is broken included
 * @param unbroken what TLC is told where nothing is broken
 * @param breaks the constants and operators that it replaces to show what is lost then
 * @param kind whether it must hold or must fail
 * @param size how long it takes
 * @param states how many distinct states it has; known only where it holds
 * @param property the property that it violates; only where it must fail
 * @param length how many states the counterexample has; only where it must fail
 * @param reaches what it must reach on the way; only where it holds
 * @param control of which model that must fail this is the control, the same with nothing broken
 * @param erratum the defect of the source documents that it shows
 * @param claim what its outcome says, in one line
 */
public record Model(
        String protocol,
        String name,
        SourceLocation place,
        List<String> folders,
        String module,
        Settings settings,
        Settings unbroken,
        Set<String> breaks,
        Kind kind,
        Size size,
        Optional<Long> states,
        Optional<String> property,
        Optional<Integer> length,
        List<String> reaches,
        Optional<String> control,
        Optional<Erratum> erratum,
        String claim) {
    /** What a behaviour without end violates that comes to a state without successor. */
    public static final String NO_DEADLOCK = "no deadlock";

    public Model {
        folders = List.copyOf(folders);
        breaks = Set.copyOf(breaks);
        reaches = List.copyOf(reaches);
    }

    /** What TLC must find. */
    public enum Kind {
        HOLDS,
        MUST_FAIL
    }

    /** When a model is worth its time. */
    public enum Size {
        /** Seconds: whenever anything is verified. */
        QUICK,
        /** Some more seconds: with every build. */
        SMOKE,
        /** Minutes and more: now and then. */
        DEEP;

        /** As a models file has it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it takes seconds, not minutes. */
    public boolean isFast() {
        return size != Size.DEEP;
    }

    /** Whether it is there to show that the bounds of a model that must fail hold with nothing broken. */
    public boolean isControl() {
        return control.isPresent();
    }

    /** This model, without asking what it reaches. */
    Model withoutReaching() {
        return new Model(
                protocol, name, place, folders, module, settings, unbroken, breaks, kind, size, states, property,
                length, List.of(), control, erratum, claim);
    }

    @Override
    public String toString() {
        return protocol + "/" + name;
    }
}

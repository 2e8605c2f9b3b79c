package next700.trial.mutation;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import next700.trial.Hunt;
import next700.trial.Subject;

/** A world in which a class of the project is redefined: a campaign in there runs the broken protocol. */
public final class BrokenWorld {
    private BrokenWorld() {}

    private static AnotherWorld with(Redefinition redefinition, Subject subject) {
        List<String> own = new ArrayList<>(subject.packages());
        own.add(subject.maker().getPackageName());
        return new AnotherWorld(
                subject.maker().getClassLoader(),
                own,
                (name, classFile) -> name.equals(redefinition.className())
                        ? redefinition.classFile().toByteArray()
                        : classFile);
    }

    /**
     * Has a class of the broken world speak: its public static method of that name. What goes in and comes out are strings
     * and numbers, which both worlds know.
     *
     * @param spokesman in its world everything that it uses is broken, too
     * @return what it says
     */
    public static String[] ask(
            Redefinition redefinition, Subject subject, Class<?> spokesman, String method, Object... arguments) {
        try {
            return (String[]) with(redefinition, subject).ask(spokesman, method, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the campaign on the mutant failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the campaign on the mutant cannot be started", e);
        }
    }

    /** Runs a campaign on the broken protocol. */
    static Probe.Findings hunt(Redefinition redefinition, Hunt hunt, int threads, boolean thorough) {
        Subject subject = hunt.subject();
        return Probe.Findings.of(ask(
                redefinition,
                subject,
                Probe.class,
                "hunt",
                subject.maker().getName(),
                subject.name(),
                subject.f(),
                hunt.seed(),
                hunt.first(),
                hunt.runs(),
                threads,
                thorough));
    }

    /** Replays one schedule on the broken protocol. */
    static Probe.Findings replay(Redefinition redefinition, Subject subject, String tape) {
        return Probe.Findings.of(ask(
                redefinition,
                subject,
                Probe.class,
                "replay",
                subject.maker().getName(),
                subject.name(),
                subject.f(),
                tape));
    }
}

package next700.trial.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import next700.trial.Hunt;
import next700.trial.Subject;

/**
 * The project's classes once more, one of them redefined: a campaign in here runs the broken protocol, and nothing of
 * it is seen outside.
 */
public final class BrokenWorld extends ClassLoader {
    private static final String PROJECT = "next700.";

    static {
        registerAsParallelCapable();
    }

    private final Redefinition redefinition;
    private final List<String> own;

    private BrokenWorld(Redefinition redefinition, Subject subject) {
        super(subject.maker().getClassLoader());
        this.redefinition = redefinition;
        this.own = new ArrayList<>(subject.packages());
        own.add(subject.maker().getPackageName());
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
        Class<?>[] types = Arrays.stream(arguments)
                .map(argument ->
                        MethodType.methodType(argument.getClass()).unwrap().returnType())
                .toArray(Class<?>[]::new);
        try {
            return (String[]) Class.forName(spokesman.getName(), true, new BrokenWorld(redefinition, subject))
                    .getMethod(method, types)
                    .invoke(null, arguments);
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

    private boolean isOwn(String className) {
        return className.startsWith(PROJECT) || own.stream().anyMatch(prefix -> className.startsWith(prefix + "."));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!isOwn(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] classFile =
                name.equals(redefinition.className()) ? redefinition.classFile().toByteArray() : read(name);
        return defineClass(name, classFile, 0, classFile.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

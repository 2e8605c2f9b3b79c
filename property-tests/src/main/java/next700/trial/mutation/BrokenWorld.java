package next700.simulation.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import next700.simulation.Arena;

/**
 * The project's classes once more, one of them redefined: a campaign in here runs the broken protocol, and nothing of
 * it is seen outside.
 */
public final class BrokenWorld extends ClassLoader {
    private static final String OWN = "next700.";

    static {
        registerAsParallelCapable();
    }

    private final Redefinition redefinition;

    private BrokenWorld(Redefinition redefinition) {
        super(BrokenWorld.class.getClassLoader());
        this.redefinition = redefinition;
    }

    /** Runs a campaign on the broken protocol. */
    static Probe.Findings hunt(
            Redefinition redefinition, Arena arena, long seed, long maxRuns, int threads, boolean thorough) {
        Class<?>[] types = {String.class, int.class, long.class, long.class, int.class, boolean.class};
        return Probe.Findings.of(hunt(
                redefinition,
                Probe.class,
                types,
                arena.composition().name(),
                arena.f(),
                seed,
                maxRuns,
                threads,
                thorough));
    }

    /** Runs a campaign on LCR, broken. */
    static LcrProbe.Findings huntLcr(Redefinition redefinition, long firstRun, long maxRuns) {
        Class<?>[] types = {long.class, long.class};
        return LcrProbe.Findings.of(hunt(redefinition, LcrProbe.class, types, firstRun, maxRuns));
    }

    /** Replays one schedule on LCR, broken. */
    static LcrProbe.Findings replayLcr(Redefinition redefinition, String tape) {
        return LcrProbe.Findings.of(hunt(redefinition, LcrProbe.class, new Class<?>[] {String.class}, tape));
    }

    /** Has a probe hunt on the broken protocol; the probe is called by name, since it has its own world's classes. */
    static String[] hunt(Redefinition redefinition, Class<?> probe, Class<?>[] types, Object... arguments) {
        try {
            return (String[]) Class.forName(probe.getName(), true, new BrokenWorld(redefinition))
                    .getMethod("hunt", types)
                    .invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the campaign on the mutant failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the campaign on the mutant cannot be started", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
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

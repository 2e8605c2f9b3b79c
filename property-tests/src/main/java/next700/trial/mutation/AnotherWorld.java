package next700.trial.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The project's classes once more, and those of a protocol from outside, retouched on their way in. Of what runs in here nothing
 * is seen outside.
 */
public final class AnotherWorld extends ClassLoader {
    private static final String PROJECT = "next700.";

    static {
        registerAsParallelCapable();
    }

    /** What becomes of a class on its way in. */
    @FunctionalInterface
    public interface Retouch {
        /** The class file that is taken in place of this one. */
        byte[] of(String className, byte[] classFile) throws IOException;
    }

    private final List<String> own;
    private final Retouch retouch;

    /**
     * Prepares a world.
     *
     * @param parent has the classes as they are
     * @param own packages of the protocol, whose classes are taken in with this project's
     */
    public AnotherWorld(ClassLoader parent, Collection<String> own, Retouch retouch) {
        super(parent);
        this.own = List.copyOf(own);
        this.retouch = retouch;
    }

    /**
     * Has a class of this world speak: its public static method of that name. What goes in and comes out are strings and
     * numbers, which all worlds know.
     *
     * @return what it says
     * @throws java.lang.reflect.InvocationTargetException if it fails
     */
    public Object ask(Class<?> spokesman, String method, Object... arguments) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(arguments)
                .map(argument ->
                        MethodType.methodType(argument.getClass()).unwrap().returnType())
                .toArray(Class<?>[]::new);
        return Class.forName(spokesman.getName(), true, this)
                .getMethod(method, types)
                .invoke(null, arguments);
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
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] classFile = retouch.of(name, file.readAllBytes());
            // Where a class comes from is asked by what lists classes.
            Class<?> original = Class.forName(name, false, getParent());
            return defineClass(name, classFile, 0, classFile.length, original.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

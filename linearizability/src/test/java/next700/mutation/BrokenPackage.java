package next700.mutation;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;

/**
 * Loads a package anew with one class of it changed, so that its tests can be run on a mutant: if they do not notice, a
 * rule of the checker is not tested, or not needed.
 */
public final class BrokenPackage extends ClassLoader {
    private final String prefix;
    private final String changed;
    private final byte[] bytes;

    /**
     * A package with one class replaced.
     *
     * @param packageName of the package, which is loaded anew together with those below it
     * @param changed the name of the class
     * @param bytes what is loaded in its place
     */
    public BrokenPackage(String packageName, String changed, byte[] bytes) {
        super(BrokenPackage.class.getClassLoader());
        this.prefix = packageName + ".";
        this.changed = changed;
        this.bytes = bytes.clone();
    }

    /** A package in which one predicate gives the same answer whatever it is asked. */
    public static BrokenPackage withConstant(String packageName, Class<?> type, String predicate, boolean answer) {
        byte[] broken = new ByteBuddy()
                .redefine(type)
                .method(named(predicate))
                .intercept(FixedValue.value(answer))
                .make()
                .getBytes();
        return new BrokenPackage(packageName, type.getName(), broken);
    }

    /** The answer of a probe of that package, which is made anew, to a text. */
    @SuppressWarnings("unchecked")
    public boolean probe(Class<? extends Predicate<String>> probe, String text) throws ReflectiveOperationException {
        var constructor = loadClass(probe.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return ((Predicate<String>) constructor.newInstance()).test(text);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] content = name.equals(changed) ? bytes : file.readAllBytes();
            return defineClass(name, content, 0, content.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}

package next700.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import next700.audit.source.Revision;

/** The project's classes once more, those whose sources a revision changes compiled anew. Nothing is seen outside. */
final class CompiledWorld extends ClassLoader {
    private static final String OWN = "next700.";
    private static final String ROOT = "impl/src/main/java/";

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> compiled;

    private CompiledWorld(Map<String, byte[]> compiled) {
        super(CompiledWorld.class.getClassLoader());
        this.compiled = compiled;
    }

    static CompiledWorld of(Revision base, Revision head) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String path : head.differencesFrom(base)) {
            if (path.startsWith(ROOT)) {
                sources.add(
                        new Source(path.substring(ROOT.length()), head.files().get(path)));
            }
        }
        return new CompiledWorld(sources.isEmpty() ? Map.of() : compile(sources));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Target extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Target(String name) {
            super(URI.create("bytes:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static Map<String, byte[]> compile(List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, Target> targets = new LinkedHashMap<>();
        JavaFileManager files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return targets.computeIfAbsent(name, Target::new);
            }
        };
        java.io.StringWriter said = new java.io.StringWriter();
        boolean isFine = compiler.getTask(
                        said,
                        files,
                        null,
                        List.of("-proc:none", "-parameters", "-cp", System.getProperty("java.class.path")),
                        null,
                        sources)
                .call();
        if (!isFine) {
            throw new IllegalStateException("the changed code does not compile: " + said);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        targets.forEach((name, target) -> classes.put(name, target.bytes.toByteArray()));
        return classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                // Where a class comes from is asked by what lists classes, and by what starts TLC.
                Class<?> original = Class.forName(name, false, getParent());
                return defineClass(name, bytes, 0, bytes.length, original.getProtectionDomain());
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Override
    public InputStream getResourceAsStream(String path) {
        String name = path.endsWith(".class")
                ? path.substring(0, path.length() - ".class".length()).replace('/', '.')
                : "";
        byte[] changed = compiled.get(name);
        return changed != null ? new ByteArrayInputStream(changed) : super.getResourceAsStream(path);
    }
}

package next700.trial.mutation;

import static net.bytebuddy.matcher.ElementMatchers.is;

import java.lang.reflect.Method;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.FixedValue;
import next700.process.Bytes;

/**
 * The bytes of a class of which something was changed.
 *
 * @param className of the class to redefine
 */
public record Redefinition(String className, Bytes classFile) {
    /** Lowers what a threshold returns. */
    static final class OneTooLow {
        private OneTooLow() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int threshold) {
            threshold = threshold - 1;
        }
    }

    /** A guard that is always true, or a threshold that is one too low. */
    public static Redefinition of(Mutant mutant) {
        return mutant.isThreshold()
                ? advising(mutant.method(), OneTooLow.class)
                : new Redefinition(
                        mutant.method().getDeclaringClass().getName(),
                        Bytes.copyOf(new ByteBuddy()
                                .redefine(mutant.method().getDeclaringClass())
                                .method(is(mutant.method()))
                                .intercept(FixedValue.value(true))
                                .make()
                                .getBytes()));
    }

    /** Weaves advice into a method: how a test breaks what is no guard. */
    public static Redefinition advising(Method method, Class<?> advice) {
        return new Redefinition(
                method.getDeclaringClass().getName(),
                Bytes.copyOf(new ByteBuddy()
                        .redefine(method.getDeclaringClass())
                        .visit(Advice.to(advice).on(is(method)))
                        .make()
                        .getBytes()));
    }
}

package next700.trial.mutation;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import next700.process.Guard;
import next700.process.Threshold;

/**
 * One way to break the protocol: a guard that is always true, or a threshold that is one too low.
 *
 * @param name what the annotation says, such as {@code Q2.authentic} or {@code 2f+1}
 * @param method which is redefined
 */
public record Mutant(String name, Method method) {
    static Mutant of(Method method) {
        Guard guard = method.getAnnotation(Guard.class);
        return new Mutant(
                guard != null
                        ? guard.value()
                        : method.getAnnotation(Threshold.class).value(),
                method);
    }

    public boolean isThreshold() {
        return method.isAnnotationPresent(Threshold.class);
    }

    public String description() {
        return name + (isThreshold() ? " is one too low" : " is always true");
    }

    /** Class and method, to look it up. */
    public String location() {
        String parameters = Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", "));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + parameters + ")";
    }
}

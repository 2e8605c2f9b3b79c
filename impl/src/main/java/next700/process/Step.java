package next700.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that renders a step of the paper. The same name is an action of the TLA+ specification and appears in
 * recorded traces.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Step {
    /** The step's name in the paper, such as {@code Q2}. */
    String value();
}

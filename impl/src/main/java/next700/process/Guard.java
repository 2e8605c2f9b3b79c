package next700.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A predicate that a step of the paper tests before it acts: true lets the step go on. It is pure and alone in its
 * method, so that it can be read beside the paper, and so that the mutation campaign can make it true for ever and
 * expect the adversary to notice.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Guard {
    /** The steps that lean on the guard and a word for it, such as {@code Q2.authentic}. */
    String value();
}

package next700.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a message may be on the wire: the range of a number, the bytes of a string of bytes or of a text in
 * UTF-8, the elements of a collection; of an {@code Optional}, what is in it. Whatever is outside is neither sent nor
 * taken. Where {@code min} is {@code max}, no length is written.
 *
 * <p>A number without a bound is from 0 to the largest of its type. A collection without one has as many elements as a
 * frame has room for.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Bound {
    /** The least that is allowed; only a number can have a negative one. */
    long min() default 0;

    /** The most that is allowed; the largest of its type for a number whose type has a smaller one. */
    long max() default Long.MAX_VALUE;
}

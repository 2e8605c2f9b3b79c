package next700.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A number of replicas that a proof counts on. The mutation campaign lowers each by one and expects the adversary
 * to notice.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Threshold {
    /** The size in terms of f, as the paper writes it. */
    String value();
}

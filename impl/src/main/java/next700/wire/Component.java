package next700.wire;

import java.lang.reflect.Type;
import next700.process.Bound;

/**
 * A component of a type, as its declaration has it.
 *
 * @param owner the record or class
 * @param type what is encoded: what is in it, for a component of a collection's elements
 * @param bound null if there is none
 */
public record Component(Class<?> owner, String name, Type type, Bound bound) {
    /** The elements of this component, to which no bound applies. */
    Component of(Type elements) {
        return new Component(owner, name, elements, null);
    }

    /** What may be in this component, under the same bound. */
    Component optionally(Type content) {
        return new Component(owner, name, content, bound);
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(this + " cannot be encoded: " + why);
    }

    @Override
    public String toString() {
        return "component " + name + " of " + owner.getTypeName();
    }
}

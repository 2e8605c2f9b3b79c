package next700.runtime;

import java.util.List;
import next700.process.Taken;

/**
 * The words of a protocol, from which its formats on the wire and on the disk are derived ({@link
 * next700.wire.RecordCodec}).
 *
 * @param protocol its name
 * @param version of what it stores: one that is newer is not read. It rises with each change of {@code stored}
 * @param messages what processes send one another: records, or sealed interfaces of records, and what stands for interfaces
 *     in them that are not sealed. The place of each is its number on the wire
 * @param stored the records that its replicas store. The place of each is its number on the disk
 * @param steps the records in which processes tell what steps they took
 */
public record Vocabulary(
        String protocol, int version, List<Class<?>> messages, List<Class<?>> stored, List<Class<?>> steps) {
    public Vocabulary {
        messages = List.copyOf(messages);
        stored = List.copyOf(stored);
        steps = List.copyOf(steps);
        if (version < 1) {
            throw new IllegalArgumentException("versions are numbered from 1, not " + version);
        }
        stored.forEach(type -> check(type.isRecord(), type, "can be stored, since it is no record"));
        steps.forEach(type -> check(Taken.class.isAssignableFrom(type), type, "is a step, since it is not Taken"));
    }

    private static void check(boolean fits, Class<?> type, String what) {
        if (!fits) {
            throw new IllegalArgumentException("nothing of " + type.getTypeName() + " " + what);
        }
    }

    /** Of a protocol whose processes send one another these, and store nothing. */
    public static Vocabulary of(String protocol, Class<?>... messages) {
        return new Vocabulary(protocol, 1, List.of(messages), List.of(), List.of());
    }

    /** The same with records that replicas store. */
    public Vocabulary storing(Class<?>... records) {
        return new Vocabulary(protocol, version, messages, List.of(records), steps);
    }

    /** The same with records of steps, or sealed interfaces of them. */
    public Vocabulary taking(Class<?>... records) {
        return new Vocabulary(protocol, version, messages, stored, List.of(records));
    }
}

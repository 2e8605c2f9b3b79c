package next700.wire;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** What forms remember of one frame: most remember nothing. */
final class Memories {
    private IdentityHashMap<Form<?>, Object> memories;

    <M> M of(Form<?> form, Supplier<M> empty) {
        if (memories == null) {
            memories = new IdentityHashMap<>();
        }
        @SuppressWarnings("unchecked") // Each form asks for one kind of memory.
        M memory = (M) memories.computeIfAbsent(form, unused -> empty.get());
        return memory;
    }
}

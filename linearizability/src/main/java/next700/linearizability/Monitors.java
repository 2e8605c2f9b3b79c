package next700.linearizability;

import java.util.Optional;
import next700.history.Value;

/** Which object has which {@link Monitor}. */
final class Monitors {
    private Monitors() {}

    static Optional<Monitor> of(Specification<?> specification) {
        return switch (specification) {
            case Register register -> Optional.of(new RegisterMonitor(register.initial()));
            case CompareAndSetRegister register -> Optional.of(new RegisterMonitor(register.initial()));
            case KeyValue store -> Optional.of(new AppendMonitor(new RegisterMonitor(Value.NIL)));
            case Counter counter -> Optional.of(new CounterMonitor());
            case FifoQueue queue -> Optional.of(new CopiesMonitor(new QueueMonitor()));
            case Stack stack -> Optional.of(new StackMonitor());
            case VersionedRegister register -> Optional.of(new VersionMonitor(register.initialValue()));
            case ValueSet set -> Optional.of(new SetMonitor());
            case SilentReads<?> reads -> of(reads.object());
            case Keyed.Apart<?> apart -> of(apart.keyed().object());
            default -> Optional.empty();
        };
    }
}

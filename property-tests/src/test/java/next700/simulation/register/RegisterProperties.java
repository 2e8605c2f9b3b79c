package next700.simulation.register;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Tag;
import next700.protocol.register.Variant;
import next700.trial.jqwik.ProtocolProperties;

/** Each register keeps its promise over any schedule, with any servers down or lying that its quorums withstand. */
@Tag("campaign")
final class RegisterProperties implements ProtocolProperties {
    private static final int LARGEST_F = 3;

    @Override
    public List<RegisterSubject> subjects() {
        return Arrays.stream(Variant.values())
                .flatMap(variant -> IntStream.rangeClosed(1, LARGEST_F).mapToObj(f -> new RegisterSubject(variant, f)))
                .toList();
    }
}

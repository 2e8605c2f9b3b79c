package register;

import java.util.List;
import java.util.stream.IntStream;
import next700.trial.jqwik.ProtocolProperties;

/** What is claimed of the register in any run, with jqwik: schedules and crashes that shrink. */
class RegisterProperties implements ProtocolProperties {
    @Override
    public List<RegisterSubject> subjects() {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(f -> new RegisterSubject(new Majority(f)))
                .toList();
    }
}

package register;

import static next700.suite.Evidence.models;
import static next700.suite.Evidence.mutants;
import static next700.suite.Evidence.network;
import static next700.suite.Evidence.proofMap;
import static next700.suite.Evidence.traces;

import java.time.Duration;
import java.util.stream.Stream;
import next700.suite.ProtocolSuite;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is claimed of the register. */
class RegisterTest {
    @TestFactory
    Stream<DynamicTest> whatIsClaimedOfTheRegister() {
        return ProtocolSuite.of(new RegisterPiece())
                .runs(2_000)
                .with(models(), mutants(), traces(), proofMap(), network(Duration.ofSeconds(3)))
                .tests();
    }
}

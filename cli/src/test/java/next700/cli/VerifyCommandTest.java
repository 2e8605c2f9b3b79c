package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import next700.report.ExitCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code next700 verify}: what it refuses before it begins. */
@Tag("cluster")
class VerifyCommandTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        return Next700.run(nowhere, new PrintStream(err, true, UTF_8), arguments);
    }

    @Test
    void anUnknownProtocolIsAUsageErrorThatNamesThoseThereAre() {
        assertThat(run("verify", "raft")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8))
                .contains("no protocol 'raft'; there are: quorum, zlight, chain, azyzzyva, aliph, ", "pbft, lcr");
    }

    @Test
    void whatNeverAbortsCannotBeFollowed() {
        assertThat(run("cluster", "pbft-quorum")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8))
                .contains("no protocol 'pbft-quorum'")
                .contains("any of quorum, zlight, chain and backup in turn, such as quorum-zlight-chain-backup");
    }

    @Test
    void lcrHasNoFaultThreshold() {
        assertThat(run("verify", "lcr", "--f", "2")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains("--f is for protocols whose clusters depend on it");
    }

    @Test
    void aThresholdThatQuorumCannotHaveIsAUsageError() {
        assertThat(run("verify", "quorum", "--f", "0")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString(UTF_8)).contains("--f");
    }
}

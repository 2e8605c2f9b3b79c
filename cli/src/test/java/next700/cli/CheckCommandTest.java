package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code next700 check}, given what people give it. */
class CheckCommandTest {
    private static final String WRITE = "{'process':0,'type':'invoke','f':'write','value':1,'time':1}\n";
    private static final String WRITTEN = "{'process':0,'type':'ok','f':'write','value':1,'time':2}\n";

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int check(Path file) {
        return Next700.run(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                "check",
                "--quiet",
                file.toString());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("history"), content.replace('\'', '"'));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{:process 0, :type :invoke, :f :write^{:process 0} | history:2:1: a keyword was expected; the map that begins in line 1 has not ended yet",
                "{:process 0, :type :invoke, :f :write | history:1:38: the recording ends within the map that begins in line 1",
                "{'process':0,'type':'invoke','f':'wri | history:1:38: the line ends within a value",
                "{'process':0,'type':'ok','f':'write'} | history:1:12: process 0 completes write without having invoked it",
                "{'process':null,'type':'ok','f':'write'} | history:1:12: 'process' must be a text or a whole number",
                "{'process':0,'type':'okay','f':'write'} | history:1:21: unknown type 'okay'",
                "{'process':0,'type':'invoke','f':'launch'} | history:1:34: no specification has a function 'launch'",
                "{'process':0,'type':'invoke','f':'txn','value':[['append',1,2],['w',1,2]]} | history:1:48: a history has lists or registers",
                "process,type,f | history:1:1: Unrecognized token 'process'",
                "^ | history: it has no operations",
            })
    void whatIsNoHistoryIsBadDataAndTheMessageNamesThePlace(String content, String message) throws IOException {
        assertThat(check(file(content.replace('^', '\n')))).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8).replace('"', '\'')).contains(message.replace('"', '\''));
    }

    @Test
    void twoInvocationsOfOneProcessAreBadDataAndTheMessageNamesBothLines() throws IOException {
        assertThat(check(file(WRITE + WRITE))).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8))
                .contains("history:2:12: process 0 invokes write while its write of line 1 is open");
    }

    @Test
    void aDirectoryIsBadData() {
        assertThat(check(directory)).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("it is a directory");
    }

    @Test
    void bytesThatAreNoTextAreBadData() throws IOException {
        Path file = Files.write(directory.resolve("history"), new byte[] {'{', (byte) 0xC3, 'x', 0});

        assertThat(check(file)).isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("history:1:2: not UTF-8");
    }

    @Test
    void aLineBeyondAllBoundsIsBadData() throws IOException {
        assertThat(check(file(WRITE.replace("'f'", "'x':'" + "y".repeat(17 << 20) + "','f'"))))
                .isEqualTo(ExitCode.BAD_DATA.code());
        assertThat(err.toString(UTF_8)).contains("history:1:1: the line is longer than");
    }

    @Test
    void aReadThatSawAValueOfAnotherTypeIsAViolation() throws IOException {
        String read = WRITE.replace("write", "read").replace("'time':1", "'time':2")
                + WRITTEN.replace("write", "read").replace("1,'time'", "'1','time'");

        assertThat(check(file(WRITE + WRITTEN + read))).isEqualTo(ExitCode.VIOLATED.code());
        assertThat(out.toString(UTF_8)).contains("'0 read(1) = \"1\", lines 3-4' has no place");
    }

    @Test
    void aCompressedHistoryIsReadAsItIs() throws IOException {
        Path file = directory.resolve("history.gz");
        try (OutputStream compressed = new GZIPOutputStream(Files.newOutputStream(file))) {
            compressed.write((WRITE + WRITTEN).replace('\'', '"').getBytes(UTF_8));
        }

        assertThat(check(file)).isEqualTo(ExitCode.HOLDS.code());
    }

    @Test
    void aCompressedHistoryThatIsCutOffIsBadData() throws IOException {
        Path file = Files.write(directory.resolve("history.gz"), new byte[] {0x1F, (byte) 0x8B, 8, 0});

        assertThat(check(file)).isEqualTo(ExitCode.BAD_DATA.code());
    }
}

package next700.simulation.paxos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import next700.process.Message;
import next700.protocol.paxos.PaxosMessage;
import next700.protocol.paxos.PaxosMessage.PrepareOk;
import next700.protocol.synod.SynodMessage;
import next700.simulation.synod.SynodSubject;
import next700.trial.Campaign;
import next700.trial.Flight;
import next700.trial.FuzzOptions;
import next700.trial.Subject;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import next700.wire.RecordCodec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What servers, proposers and acceptors say to one another has a form on the wire. */
@Tag("campaign")
final class PaxosFramesTest {
    private static final long RUNS = 40;

    private static List<Message> saidBy(Subject subject) {
        return LongStream.range(0, RUNS)
                .mapToObj(number -> Campaign.runOf(FuzzOptions.of(subject, RUNS), number))
                .flatMap(run -> run.flights().stream())
                .map(Flight::message)
                .distinct()
                .toList();
    }

    private static <T> void comesBack(Class<T> type, List<Message> messages) throws MalformedFrameException {
        RecordCodec<T> codec = new RecordCodec<>(type, List.of(), FrameLimits.DEFAULT);
        for (Message message : messages) {
            assertThat(codec.decode(codec.encode(type.cast(message)))).isEqualTo(message);
        }
    }

    @Test
    void whatServersSayComesBackAsItWas() throws MalformedFrameException {
        List<Message> said = saidBy(new PaxosSubject(1));

        assertThat(said)
                .anySatisfy(message -> assertThat(message)
                        .isInstanceOfSatisfying(
                                PrepareOk.class, ok -> assertThat(ok.snapshot()).isNotEqualTo(Optional.empty())));
        comesBack(PaxosMessage.class, said);
    }

    @Test
    void whatProposersAndAcceptorsSayComesBackAsItWas() throws MalformedFrameException {
        comesBack(SynodMessage.class, saidBy(new SynodSubject(1)));
    }
}

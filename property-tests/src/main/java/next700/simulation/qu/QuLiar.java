package next700.simulation.qu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.qu.Candidate;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuMessage.Request;
import next700.protocol.qu.QuMessage.Response;
import next700.protocol.qu.QuMessage.SyncRequest;
import next700.protocol.qu.QuMessage.SyncResponse;
import next700.protocol.qu.ReplicaHistory;
import next700.protocol.qu.Version;
import next700.service.KeyValueStore;
import next700.service.Operations;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.Liar;
import next700.trial.World;

/**
 * A malevolent server: it has accepted whatever any server has accepted, or nothing; its answers and versions are made up; its
 * authenticators convince some; or it is silent. All liars make up the same version, so that they vouch for one another.
 */
final class QuLiar implements Liar {
    private static final int LIES = 8;

    private final ReplicaId self;
    private final QuGroup group;
    private final ChoiceTape tape;

    /** What any of the liars has seen in any history; they share it. */
    private final NavigableSet<Candidate> seen;

    QuLiar(ReplicaId self, QuGroup group, ChoiceTape tape, NavigableSet<Candidate> seen) {
        this.self = self;
        this.group = group;
        this.tape = tape;
        this.seen = seen;
    }

    @Override
    public void react(Input input, List<Effect> honest, World world) {
        if (!(input instanceof Input.Received received)) {
            honest.forEach(effect -> world.carryOut(self, effect));
            return;
        }
        if (received.message() instanceof Request request) {
            request.ohs().histories().forEach(history -> seen.addAll(history.candidates()));
        }
        if (received.message() instanceof SyncRequest request && tape.choose(2, Decision.LIE, "version") == 1) {
            world.send(self, received.from(), forged(request), true, "");
            return;
        }
        for (Effect effect : honest) {
            if (effect instanceof Effect.Send send && send.message() instanceof Response response) {
                lie(response).ifPresent(said -> world.send(self, send.to(), said, !said.equals(response), ""));
            } else if (effect instanceof Effect.Send || effect instanceof Effect.SetTimer) {
                world.carryOut(self, effect);
            }
        }
    }

    private static SyncResponse forged(SyncRequest request) {
        return new SyncResponse(
                request.object(),
                request.time(),
                new Version.Image(
                        new KeyValueStore()
                                .execute(Operations.of("put", "[\"k\", \"forged\"]"))
                                .after()
                                .snapshot(),
                        Map.of()));
    }

    private Optional<Response> lie(Response honest) {
        return switch (tape.choose(LIES, Decision.LIE, "lie")) {
            case 1 -> Optional.empty();
            case 2 ->
                Optional.of(
                        with(honest, ReplicaHistory.first(self, honest.history().object())));
            case 3 -> Optional.of(with(honest, signed(honest, new ArrayList<>(seen))));
            case 4 -> Optional.of(with(honest, signed(honest, some())));
            case 5 -> Optional.of(answering(honest, Bytes.utf8("{\"type\":\"ok\",\"value\":[\"k\",\"forged\"]}")));
            case 6 -> Optional.of(with(honest, convincingSome(honest.history())));
            case 7 -> Optional.of(culling(honest));
            default -> Optional.of(honest);
        };
    }

    private List<Candidate> some() {
        List<Candidate> some = new ArrayList<>();
        for (Candidate candidate : seen) {
            if (tape.choose(2, Decision.SHAPE, "candidate") == 1) {
                some.add(candidate);
            }
        }
        return some;
    }

    private ReplicaHistory signed(Response honest, List<Candidate> candidates) {
        ReplicaHistory bare =
                new ReplicaHistory(self, honest.history().object(), candidates, new Authenticator(List.of()));
        return new ReplicaHistory(
                self, bare.object(), candidates, new IdealAuthentication(self).authenticator(bare.content(), group));
    }

    private ReplicaHistory convincingSome(ReplicaHistory history) {
        List<Mac> entries = new ArrayList<>();
        for (Mac mac : history.authenticator().entries()) {
            entries.add(tape.choose(2, Decision.SHAPE, "mac") == 0 ? mac : IdealAuthentication.garbage());
        }
        return new ReplicaHistory(self, history.object(), history.candidates(), new Authenticator(entries));
    }

    private static Response with(Response honest, ReplicaHistory history) {
        return new Response(
                honest.number(), honest.round(), true, history, honest.at(), honest.answer(), honest.culled());
    }

    private static Response answering(Response honest, Bytes answer) {
        return new Response(
                honest.number(),
                honest.round(),
                true,
                honest.history(),
                honest.history().candidates().isEmpty()
                        ? honest.at()
                        : honest.history().candidates().getLast().time(),
                Optional.of(answer),
                honest.culled());
    }

    private Response culling(Response honest) {
        return new Response(
                honest.number(),
                honest.round(),
                honest.isAccepted(),
                honest.history(),
                honest.at(),
                honest.answer(),
                group.replicas());
    }
}

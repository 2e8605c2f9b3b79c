package next700.simulation.qu;

import java.util.ArrayList;
import java.util.List;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.qu.Candidate;
import next700.protocol.qu.LogicalTime;
import next700.protocol.qu.ObjectHistorySet;
import next700.protocol.qu.QuMessage.Request;
import next700.protocol.qu.ReplicaHistory;
import next700.service.Operations;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.Liar;
import next700.trial.World;

/**
 * A Byzantine client: it sends its requests to some servers only, another update to others, leaves out what it knows, or brings
 * histories that it made up: with a barrier that nobody has accepted, under authenticators of what their servers did say.
 */
final class LyingClient implements Liar {
    private static final int LIES = 6;
    private static final int FAR = 3;

    private final ClientId self;
    private final ChoiceTape tape;
    private final Runnable onLie;

    LyingClient(ClientId self, ChoiceTape tape, Runnable onLie) {
        this.self = self;
        this.tape = tape;
        this.onLie = onLie;
    }

    @Override
    public void react(Input input, List<Effect> honest, World world) {
        // One tale for all whom it addresses at a time, so that enough of them hear it.
        int tale = tape.choose(LIES, Decision.LIE, "tale");
        for (Effect effect : honest) {
            if (effect instanceof Effect.Send send && send.message() instanceof Request request && tale != 0) {
                onLie.run();
                tell(send.to(), request, tale, world);
            } else {
                world.carryOut(self, effect);
            }
        }
    }

    private void tell(ProcessId to, Request request, int tale, World world) {
        switch (tale) {
            case 1 -> {
                if (tape.choose(2, Decision.SHAPE, "whom") == 0) {
                    world.send(self, to, request, true, "");
                }
            }
            case 2 -> {
                boolean same = tape.choose(2, Decision.SHAPE, "which") == 0;
                world.send(self, to, same ? request : another(request), true, "");
            }
            case 3 -> world.send(self, to, with(request, some(request.ohs())), true, "");
            case 4 -> world.send(self, to, with(request, madeUp(request.ohs(), true)), true, "");
            default -> world.send(self, to, with(request, madeUp(request.ohs(), false)), true, "");
        }
    }

    private static Request another(Request request) {
        return new Request(
                request.number(),
                request.round(),
                false,
                Operations.of("append", "[\"k\", \" lie%d\"]".formatted(request.round())),
                request.ohs());
    }

    private static Request with(Request request, ObjectHistorySet ohs) {
        return new Request(request.number(), request.round(), false, request.operation(), ohs);
    }

    private ObjectHistorySet some(ObjectHistorySet ohs) {
        List<ReplicaHistory> some = new ArrayList<>();
        for (ReplicaHistory history : ohs.histories()) {
            if (tape.choose(3, Decision.SHAPE, "history") > 0) {
                some.add(history);
            } else {
                some.add(ReplicaHistory.first(history.server(), history.object()));
            }
        }
        return new ObjectHistorySet(ohs.object(), some);
    }

    /** All have accepted the first version, and a barrier that is later than all, or nothing else. */
    private static ObjectHistorySet madeUp(ObjectHistorySet ohs, boolean barrier) {
        long latest = ohs.histories().stream()
                .flatMap(history -> history.candidates().stream())
                .mapToLong(candidate -> candidate.time().time())
                .max()
                .orElse(0);
        LogicalTime later = new LogicalTime(latest + FAR, barrier, barrier ? 1 : 0, LogicalTime.ZERO.request());
        return new ObjectHistorySet(
                ohs.object(),
                ohs.histories().stream()
                        .map(history -> new ReplicaHistory(
                                history.server(),
                                history.object(),
                                List.of(Candidate.FIRST, new Candidate(later, LogicalTime.ZERO)),
                                history.authenticator()))
                        .toList());
    }
}

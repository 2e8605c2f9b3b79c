package next700.protocol.paxos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Guard;
import next700.protocol.paxos.Snapshot.Answer;
import next700.service.Service;

/** The service, and {@code Last_Executed} with the answers: each client's last update, which is executed once. */
final class Executed {
    private Service service;
    private final SortedMap<ClientId, Answer> answers = new TreeMap<>();

    Executed(Service service) {
        this.service = service;
    }

    void execute(Update update) {
        if (isFresh(update)) {
            Service.Outcome outcome = service.execute(update.operation());
            service = outcome.after();
            answers.put(update.client(), new Answer(update.client(), update.timestamp(), outcome.reply()));
        }
    }

    /** An update may be bound to two numbers: a new leader takes it from one server, and then hears of it from another. */
    @Guard("Execute.once")
    boolean isFresh(Update update) {
        return !isExecuted(update);
    }

    boolean isExecuted(Update update) {
        return answer(update.client())
                .filter(answer -> answer.timestamp() >= update.timestamp())
                .isPresent();
    }

    Optional<Answer> answer(ClientId client) {
        return Optional.ofNullable(answers.get(client));
    }

    Snapshot snapshot(long aru) {
        List<Answer> all = new ArrayList<>(answers.values());
        return new Snapshot(aru, service.snapshot(), all);
    }

    void restore(Snapshot snapshot) {
        service = service.restore(snapshot.state());
        answers.clear();
        snapshot.answers().forEach(answer -> answers.put(answer.client(), answer));
    }
}

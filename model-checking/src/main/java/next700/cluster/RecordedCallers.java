package next700.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import next700.history.HistoryWriter;
import next700.network.Workload;
import next700.process.Call;
import next700.process.ClientId;
import next700.process.Notice;
import next700.runtime.Callers;
import next700.trial.Dialogue.Answer;
import next700.trial.Dialogue.Question;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what a workload has them ask, and records it as a history. An operation stands in the file before it is called, and its
 * answer before anything is called after it.
 */
final class RecordedCallers implements Callers {
    private static final Logger LOG = LoggerFactory.getLogger(RecordedCallers.class);

    private final Workload workload;
    private final HistoryWriter history;
    private final Map<ClientId, Question> asked = new TreeMap<>();

    RecordedCallers(Workload workload, Path file) throws IOException {
        this.workload = workload;
        this.history = new HistoryWriter(Files.newOutputStream(file));
    }

    @Override
    public Call next(ClientId client, RandomGenerator random) throws IOException {
        Call call = workload.next(client, random);
        Question question = workload.question(call);
        asked.put(client, question);
        history.invoke(process(client), question.function(), question.argument(), System.nanoTime());
        return call;
    }

    @Override
    public boolean told(ClientId client, Call call, Notice notice) throws IOException {
        Question question = asked.get(client);
        Optional<Answer> answer;
        try {
            answer = workload.answer(call, notice);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}: an answer that nobody understands: {}", client, e.getMessage());
            history.unknown(process(client), question.function(), question.argument(), System.nanoTime());
            return true;
        }
        if (answer.isEmpty()) {
            return false;
        }
        switch (answer.get()) {
            case Answer.Done done -> history.ok(process(client), question.function(), done.value(), System.nanoTime());
            case Answer.Refused refused ->
                history.fail(process(client), question.function(), refused.value(), System.nanoTime());
        }
        return true;
    }

    private static String process(ClientId client) {
        return Integer.toString(client.number());
    }

    @Override
    public void close() throws IOException {
        history.close();
    }
}

package next700.linearizability.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import next700.history.History;
import next700.history.Value;
import next700.linearizability.Meaning;
import next700.linearizability.Specification;
import next700.linearizability.UnintelligibleOperationException;

/**
 * Random histories of an object that does as its specification says, and lies once if asked to.
 *
 * @param calls what may be called: functions with their arguments
 * @param answers what may be answered
 */
record SimulatedObject<S>(Specification<S> specification, List<Call> calls, List<Value> answers) {
    record Call(String function, Value argument) {}

    /** How a history is to be. */
    record Shape(int processes, int operations, double unknown, boolean lies) {}

    private static final class Client {
        private Call call;
        private boolean done;
        private Value answer;
    }

    History history(Random random, Shape shape) {
        History.Builder history = History.builder("simulated");
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < shape.processes; i++) {
            clients.add(new Client());
        }
        S state = specification.initial();
        int lie = shape.lies ? random.nextInt(shape.operations) : -1;
        int answered = 0;
        int invoked = 0;
        long time = 0;
        while (invoked < shape.operations || clients.stream().anyMatch(client -> client.call != null)) {
            int number = random.nextInt(clients.size());
            Client client = clients.get(number);
            String process = "p" + number;
            time++;
            if (client.call == null) {
                if (invoked < shape.operations) {
                    client.call = calls.get(random.nextInt(calls.size()));
                    client.done = false;
                    history.invoke(process, client.call.function, client.call.argument, time);
                    invoked++;
                }
            } else if (!client.done && random.nextDouble() < shape.unknown) {
                history.unknown(process);
                client.call = null;
            } else if (!client.done) {
                client.done = true;
                client.answer = null;
                for (Value candidate : answers) {
                    S after = apply(state, process, client.call, candidate);
                    if (after != null) {
                        state = after;
                        client.answer = candidate;
                        break;
                    }
                }
            } else {
                Value lied = answers.get(random.nextInt(answers.size()));
                boolean lying = answered++ == lie && isIntelligible(process, client.call, lied);
                Value answer = lying ? lied : client.answer;
                if (answer == null) {
                    history.fail(process, Value.NIL, time);
                } else {
                    history.ok(process, answer, time);
                }
                client.call = null;
            }
        }
        return history.build();
    }

    private boolean isIntelligible(String process, Call call, Value answer) {
        try {
            meaning(process, call, answer);
            return true;
        } catch (UnintelligibleOperationException e) {
            return false;
        }
    }

    private S apply(S state, String process, Call call, Value answer) {
        return isIntelligible(process, call, answer)
                ? meaning(process, call, answer).transition().apply(state)
                : null;
    }

    private Meaning<S> meaning(String process, Call call, Value answer) {
        History alone = History.builder("one")
                .invoke(process, call.function, call.argument, 0)
                .ok(process, answer, 1)
                .build();
        return specification.interpret(alone.operations().getFirst());
    }
}

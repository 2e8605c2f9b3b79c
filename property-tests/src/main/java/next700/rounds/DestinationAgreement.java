package next700.rounds;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * A destination agreement protocol (thesis 2.3.5), of those that agree on a message's sequence number: the destinations
 * propose one each, and the highest is taken.
 */
public record DestinationAgreement() implements BroadcastProtocol {
    @Override
    public String title() {
        return "destination agreement";
    }

    @Override
    public String section() {
        return "2.3.5";
    }

    @Override
    public String choices() {
        return "Skeen's algorithm: all propose a number, the sender tells all the highest. To be uniform, all confirm that,"
                + " and the sender tells all that they have. Answers go before other messages, and nothing is combined.";
    }

    @Override
    public RoundModel<?> over(Application application) {
        return new RoundModel<>(IntStream.range(0, application.processes())
                .mapToObj(process -> new Member(process, application))
                .toList());
    }

    private sealed interface Message {}

    private record Data(Broadcast broadcast) implements Message {}

    private record Proposal(Broadcast broadcast, int time) implements Message {}

    private record Decision(Broadcast broadcast, int time) implements Message {}

    private record Confirmation(Broadcast broadcast) implements Message {}

    private record Stable(Broadcast broadcast) implements Message {}

    /** What a process knows of a message: the number proposed or decided, and whether all know the decision. */
    private record Known(Broadcast broadcast, int time, boolean stable) {}

    /** What the sender has heard so far. */
    private static final class Round {
        private int answers;
        private int highest;

        boolean isComplete(int processes) {
            return answers == processes - 1;
        }
    }

    private static final class Member implements Station<Message> {
        private static final Comparator<Known> ORDER = Comparator.comparingInt(Known::time)
                .thenComparingInt(known -> known.broadcast().origin())
                .thenComparingInt(known -> known.broadcast().number());

        private final int self;
        private final int processes;
        private final Application application;
        private final Map<Broadcast, Known> pending = new HashMap<>();
        private final Map<Broadcast, Round> proposals = new HashMap<>();
        private final Map<Broadcast, Round> confirmations = new HashMap<>();
        private final Queue<Sending<Message>> answers = new ArrayDeque<>();
        private int time;

        Member(int self, Application application) {
            this.self = self;
            this.processes = application.processes();
            this.application = application;
        }

        @Override
        public Optional<Sending<Message>> send() {
            if (!answers.isEmpty()) {
                return Optional.of(answers.remove());
            }
            if (!application.hasBroadcast(self)) {
                return Optional.empty();
            }
            Broadcast own = application.nextBroadcast(self);
            Round round = new Round();
            round.highest = propose(own);
            proposals.put(own, round);
            return Optional.of(toOthers(new Data(own)));
        }

        private Sending<Message> toOthers(Message message) {
            return Sending.toOthers(self, processes, message);
        }

        private int propose(Broadcast broadcast) {
            time++;
            pending.put(broadcast, new Known(broadcast, time, false));
            return time;
        }

        private void decide(Broadcast broadcast, int decided) {
            time = Math.max(time, decided);
            pending.put(broadcast, new Known(broadcast, decided, false));
        }

        @Override
        public void receive(Message message) {
            switch (message) {
                case Data data -> answer(data.broadcast(), new Proposal(data.broadcast(), propose(data.broadcast())));
                case Proposal proposal -> onProposal(proposal);
                case Decision decision -> {
                    decide(decision.broadcast(), decision.time());
                    answer(decision.broadcast(), new Confirmation(decision.broadcast()));
                }
                case Confirmation confirmation -> onConfirmation(confirmation.broadcast());
                case Stable stable -> onStable(stable.broadcast());
            }
        }

        private void answer(Broadcast broadcast, Message answer) {
            answers.add(Sending.to(broadcast.origin(), answer));
        }

        private void onProposal(Proposal proposal) {
            Round round = proposals.get(proposal.broadcast());
            round.answers++;
            round.highest = Math.max(round.highest, proposal.time());
            if (round.isComplete(processes)) {
                proposals.remove(proposal.broadcast());
                decide(proposal.broadcast(), round.highest);
                confirmations.put(proposal.broadcast(), new Round());
                answers.add(toOthers(new Decision(proposal.broadcast(), round.highest)));
            }
        }

        private void onConfirmation(Broadcast broadcast) {
            Round round = confirmations.get(broadcast);
            round.answers++;
            if (round.isComplete(processes)) {
                confirmations.remove(broadcast);
                answers.add(toOthers(new Stable(broadcast)));
                onStable(broadcast);
            }
        }

        /** What is not decided yet is not decided below its proposal. */
        private void onStable(Broadcast broadcast) {
            pending.computeIfPresent(broadcast, (any, known) -> new Known(broadcast, known.time(), true));
            Optional<Known> first = pending.values().stream().min(ORDER);
            while (first.isPresent() && first.get().stable()) {
                application.deliver(self, first.get().broadcast());
                pending.remove(first.get().broadcast());
                first = pending.values().stream().min(ORDER);
            }
        }
    }
}

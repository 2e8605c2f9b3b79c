package next700.linearizability.streaming;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import next700.history.Operation;
import next700.history.Value;
import next700.linearizability.Meaning;
import next700.linearizability.Meaning.Fate;
import next700.linearizability.Specification;
import next700.linearizability.streaming.Frontier.Outcome;

/**
 * The operations of one key, or of the whole object.
 *
 * <p>What an operation does is known for certain only when it has ended. So events wait until every operation invoked
 * before them has: the frontier follows at the distance of the longest open operation. If many wait, a copy of the
 * frontier runs ahead with the open operations as ones that may have happened, which allows more than whatever they will
 * turn out to be: what is wrong there is wrong already.
 */
final class Part<S> {
    private static final int RECENT = 32;
    private static final int STATES_SHOWN = 32;
    /** How many events wait before the first look ahead; later ones come each at twice the number. */
    private static final int FIRST_LOOK = 64;

    /** An operation on its way, whose meaning is fixed when it ends. */
    static final class Call<S> {
        private Operation operation;
        private Meaning<S> meaning;
        private boolean ended;

        /**
         * A call that has begun.
         *
         * @param meaning what it means if nobody ever learns how it ended
         */
        Call(Operation operation, Meaning<S> meaning) {
            this.operation = operation;
            this.meaning = meaning;
        }

        Operation operation() {
            return operation;
        }

        /** It is known how it ended. */
        void end(Operation completed, Meaning<S> known) {
            operation = completed;
            meaning = known;
            ended = true;
        }
    }

    private record Event<S>(Call<S> call, boolean completes) {}

    /** Where a part stands. */
    enum Status {
        POSSIBLE,
        CONTRADICTED,
        GIVEN_UP
    }

    private final Specification<S> specification;
    private final Optional<Value> key;
    private final Deque<Event<S>> waiting = new ArrayDeque<>();
    private final Deque<Operation> recent = new ArrayDeque<>();
    private Frontier<S> frontier;
    private int nextLook = FIRST_LOOK;
    private Status status = Status.POSSIBLE;
    private Contradiction contradiction;

    Part(Specification<S> specification, Optional<Value> key, int limit) {
        this.specification = specification;
        this.key = key;
        this.frontier = new Frontier<>(specification.initial(), limit);
    }

    Status status() {
        return status;
    }

    /** Why, if it is {@link Status#CONTRADICTED}. */
    Contradiction contradiction() {
        return contradiction;
    }

    Optional<Value> key() {
        return key;
    }

    int waitingEvents() {
        return waiting.size();
    }

    void invoked(Call<S> call) {
        if (status == Status.POSSIBLE) {
            waiting.add(new Event<>(call, false));
            if (waiting.size() >= nextLook) {
                lookAhead();
                nextLook = 2 * waiting.size();
            }
        }
    }

    /** The call has ended: answered, refused, or given up by its caller. */
    void ended(Call<S> call) {
        if (status != Status.POSSIBLE) {
            return;
        }
        if (call.operation().completion().moment().isPresent()) {
            waiting.add(new Event<>(call, true));
        }
        while (status == Status.POSSIBLE && !waiting.isEmpty() && waiting.element().call.ended) {
            Event<S> event = waiting.remove();
            settle(advance(frontier, event), frontier, event.call.operation);
            if (event.completes) {
                remember(event.call.operation);
            }
        }
        if (waiting.isEmpty()) {
            nextLook = FIRST_LOOK;
        }
    }

    /** Looks for a contradiction among the events that wait. */
    void lookAhead() {
        if (waiting.isEmpty()) {
            return;
        }
        Frontier<S> ahead = frontier.copy();
        for (Event<S> event : waiting) {
            Outcome outcome = advance(ahead, event);
            if (outcome == Outcome.TOO_MANY) {
                // What is open may turn out to be less than it might be.
                return;
            }
            if (outcome == Outcome.IMPOSSIBLE) {
                settle(outcome, ahead, event.call.operation);
                return;
            }
        }
    }

    private Outcome advance(Frontier<S> following, Event<S> event) {
        Operation operation = event.call.operation;
        Meaning<S> meaning = event.call.meaning;
        if (meaning.fate() == Fate.IRRELEVANT || (event.completes && meaning.fate() == Fate.POSSIBLE)) {
            return Outcome.POSSIBLE;
        }
        if (event.completes) {
            return following.complete(operation);
        }
        following.invoke(
                operation,
                meaning,
                meaning.transition().overwrites() && meaning.key().equals(key));
        return Outcome.POSSIBLE;
    }

    private void settle(Outcome outcome, Frontier<S> at, Operation operation) {
        switch (outcome) {
            case POSSIBLE -> {}
            case IMPOSSIBLE -> {
                status = Status.CONTRADICTED;
                contradiction = contradiction(at, operation);
                close();
            }
            case TOO_MANY -> {
                status = Status.GIVEN_UP;
                close();
            }
        }
    }

    private Contradiction contradiction(Frontier<S> at, Operation blocked) {
        List<String> states =
                at.states().stream().limit(STATES_SHOWN).map(String::valueOf).toList();
        return new Contradiction(specification.name(), key, blocked, states, at.open(), List.copyOf(recent));
    }

    /** Nothing more will be learnt: what was kept can go. */
    private void close() {
        waiting.clear();
        recent.clear();
        frontier = null;
    }

    private void remember(Operation operation) {
        if (status == Status.POSSIBLE) {
            recent.add(operation);
            if (recent.size() > RECENT) {
                recent.remove();
            }
        }
    }
}

package next700.abstraction;

import java.util.Optional;

/**
 * What happened at the interface of an Abstract instance (thesis, Appendix A): a client invoked it or was given an
 * indication, or one of its replicas was initialised. Requests are named {@code client:number}, as in {@code c1:3}.
 */
public sealed interface AbstractEvent {
    /** The instance, whose identifier is a natural number; the first is 1. */
    int instance();

    /** The client, or the replica where it is an {@link Init}. */
    String process();

    /** In nanoseconds or ticks of the recorder's own; only shown. */
    long time();

    /** The event in words. */
    String describe();

    /** {@code Invoke_i(m, [h])}: a client invokes a request, the first time in an instance with an init history. */
    record Invoke(int instance, String process, String request, Optional<RequestHistory> init, long time)
            implements AbstractEvent {
        @Override
        public String describe() {
            return process + " invoked " + request + " in instance " + instance
                    + init.map(history -> " with init history " + history).orElse("");
        }
    }

    /** {@code Commit_i(m, rep(h))}: a client's request has been executed, with commit history h. */
    record Commit(
            int instance, String process, String request, HistoryReference history, Optional<String> reply, long time)
            implements AbstractEvent {
        @Override
        public String describe() {
            return process + " committed " + request + " with history " + history + " in instance " + instance;
        }
    }

    /** {@code Abort_i(m, h, next(i))}: the instance gave a request up, with abort history h, in favour of the next. */
    record Abort(int instance, String process, String request, RequestHistory history, int next, long time)
            implements AbstractEvent {
        @Override
        public String describe() {
            return process + " aborted " + request + " with history " + history + " in instance " + instance;
        }
    }

    /** A replica accepted an init history as valid and starts from it. */
    record Init(int instance, String process, RequestHistory history, long time) implements AbstractEvent {
        @Override
        public String describe() {
            return process + " was initialised with history " + history + " in instance " + instance;
        }
    }
}

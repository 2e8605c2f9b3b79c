package next700.history;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Records what many threads call, into a file that {@link HistoryReader} reads:
 *
 * <pre>{@code
 * try (HistoryRecorder recorder = HistoryRecorder.to(file)) {
 *     Value previous = recorder.record("get", List.of(key, 1), () -> store.get(key));
 *     HistoryRecorder.Call call = recorder.invoke("put", List.of(key, 2));
 *     store.putAsync(key, 2).whenComplete((done, failure) -> ...call.ok(...) or call.unknown());
 * }
 * }</pre>
 *
 * <p>Every event takes a number, an invocation before the call and a completion after it, so that the order of the numbers
 * contradicts no real time; the file has the events in that order. No lock is taken. Events wait in a ring of a fixed size
 * for the one thread that writes; who records faster than the disk takes waits for it.
 *
 * <p>A call is made by a process of its own while it is open, whichever thread that is: processes that have been
 * answered are used again. Where it matters who calls (locks with owners, sessions), the process is named.
 */
public final class HistoryRecorder implements Closeable {
    /** How many events may wait. */
    private static final int CAPACITY = 1 << 14;

    private static final long PAUSE_NANOS = 50_000;

    private record Event(RecordedEvent.Type type, String process, String function, Value value, long time) {}

    private final Path file;
    private final Buffer buffer;
    private final HistoryWriter output;
    private final AtomicReferenceArray<Event> ring = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentLinkedQueue<String> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger processes = new AtomicInteger();
    private final Thread writing = new Thread(this::write, "history recorder");
    private final long start = System.nanoTime();
    private volatile long written;
    private volatile boolean closed;
    private volatile IOException failure;

    private HistoryRecorder(Path file) throws IOException {
        this.file = file;
        buffer = new Buffer(Files.newOutputStream(file));
        output = new HistoryWriter(buffer);
        writing.setDaemon(true);
        writing.start();
    }

    /** Hands on what was written when nothing more waits, and not after each event. */
    private static final class Buffer extends BufferedOutputStream {
        private static final int BYTES = 1 << 16;

        Buffer(OutputStream file) {
            super(file, BYTES);
        }

        @Override
        public void flush() {
            // The writer of events asks for it after each.
        }

        void handOn() throws IOException {
            super.flush();
        }

        @Override
        public void close() throws IOException {
            handOn();
            super.close();
        }
    }

    /** A recorder into that file, which is overwritten. */
    public static HistoryRecorder to(Path file) throws IOException {
        return new HistoryRecorder(file);
    }

    /** An operation that was called, and ends with the first of its methods to be called. */
    public final class Call {
        private final String process;
        private final String function;
        private final Value argument;
        private final boolean pooled;
        private boolean ended;

        private Call(String process, String function, Value argument, boolean pooled) {
            this.process = process;
            this.function = function;
            this.argument = argument;
            this.pooled = pooled;
        }

        /** It took effect and was answered so: with anything that {@link Value#from} takes. */
        public void ok(Object answer) {
            end(RecordedEvent.Type.OK, Value.from(answer));
        }

        /** It surely did not take effect, and never will. */
        public void fail() {
            end(RecordedEvent.Type.FAIL, argument);
        }

        /** Nobody knows whether it took effect, or will: it timed out, or its connection broke. */
        public void unknown() {
            end(RecordedEvent.Type.INFO, argument);
        }

        private synchronized void end(RecordedEvent.Type type, Value value) {
            if (ended) {
                throw new IllegalStateException(function + " of process " + process + " has ended before");
            }
            ended = true;
            put(type, process, function, value);
            // What is not known to have ended is open for ever, and its process with it.
            if (pooled && type != RecordedEvent.Type.INFO) {
                idle.add(process);
            }
        }
    }

    /**
     * Records a call of a function: what it returns is its answer, and if it throws, nobody knows whether it took effect.
     *
     * @throws Exception what the call throws
     */
    public <T> T record(String function, Object argument, Callable<T> called) throws Exception {
        Call call = invoke(function, argument);
        boolean answered = false;
        try {
            T answer = called.call();
            Value value = Value.from(answer);
            answered = true;
            call.ok(value);
            return answer;
        } finally {
            if (!answered) {
                call.unknown();
            }
        }
    }

    /** Records that a function is about to be called. */
    public Call invoke(String function, Object argument) {
        String known = idle.poll();
        String process = known != null ? known : Integer.toString(processes.getAndIncrement());
        return invoke(process, function, Value.from(argument), true);
    }

    /** Records that a process, which waits for no answer, is about to call a function. */
    public Call invoke(String process, String function, Object argument) {
        return invoke(process, function, Value.from(argument), false);
    }

    private Call invoke(String process, String function, Value argument, boolean pooled) {
        put(RecordedEvent.Type.INVOKE, process, function, argument);
        return new Call(process, function, argument, pooled);
    }

    private void put(RecordedEvent.Type type, String process, String function, Value value) {
        if (closed) {
            throw new IllegalStateException("the recorder into " + file + " is closed");
        }
        Event event = new Event(type, process, function, value, System.nanoTime() - start);
        long number = numbers.getAndIncrement();
        while (number - written >= CAPACITY) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        ring.setRelease((int) (number % CAPACITY), event);
    }

    private void write() {
        long now = 0;
        long number = 0;
        while (true) {
            int slot = (int) (number % CAPACITY);
            Event event = ring.getAcquire(slot);
            if (event != null) {
                // The time was taken before the number, which says what came first.
                now = Math.max(now, event.time);
                write(event, now);
                ring.setRelease(slot, null);
                written = ++number;
            } else if (closed && number == numbers.get()) {
                return;
            } else {
                handOn();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void handOn() {
        try {
            buffer.handOn();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** After a failure nothing more is written, but nobody has to wait. */
    private void write(Event event, long time) {
        if (failure != null) {
            return;
        }
        try {
            switch (event.type) {
                case INVOKE -> output.invoke(event.process, event.function, event.value, time);
                case OK -> output.ok(event.process, event.function, event.value, time);
                case FAIL -> output.fail(event.process, event.function, event.value, time);
                case INFO -> output.unknown(event.process, event.function, event.value, time);
            }
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Ends the recording, when all is written that was recorded. No thread may record any more.
     *
     * @throws IOException if something could not be written
     */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            writing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + file + " was written", e);
        } finally {
            output.close();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What was recorded: after the recorder has been closed, for which this sees. */
    public History history() {
        try {
            close();
            return new HistoryReader().read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}

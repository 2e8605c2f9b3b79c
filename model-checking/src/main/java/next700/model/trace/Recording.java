package next700.model.trace;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs as TLC reads them: everything is a small number. Histories form a tree, each being another one and a request
 * at its end, so that a run's many histories, which mostly share their beginnings, take no more room than its steps.
 *
 * @param requestClients by request, from request 1: the client
 * @param requestTimes by request, from request 1: the rank of its timestamp among the client's
 * @param parents by history, from history 1: the history without its last request; history 0 is the empty one
 * @param lasts by history, from history 1: its last request
 * @param traces the steps of each run
 */
record Recording(
        List<Integer> requestClients,
        List<Integer> requestTimes,
        List<Integer> parents,
        List<Integer> lasts,
        List<List<Event>> traces) {

    /** Stands for no request, and for no history. */
    static final int NONE = -1;

    /** A step, with numbers for names. */
    record Event(String step, int process, int instance, int request, int init, int history, Placed placed) {
        void write(DataOutputStream out) throws IOException {
            out.writeUTF(step);
            out.writeInt(process);
            out.writeInt(instance);
            out.writeInt(request);
            out.writeInt(init);
            out.writeInt(history);
            placed.write(out);
        }

        static Event read(DataInputStream in) throws IOException {
            return new Event(
                    in.readUTF(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    Placed.read(in));
        }
    }

    /**
     * What the step of a total order says of sequence numbers.
     *
     * @param batches by sequence number, in the same order as {@code numbers}
     */
    record Placed(int view, int base, List<Integer> numbers, List<Integer> batches) {
        static final Placed NOTHING = new Placed(NONE, NONE, List.of(), List.of());

        void write(DataOutputStream out) throws IOException {
            out.writeInt(view);
            out.writeInt(base);
            writeAll(numbers, out);
            writeAll(batches, out);
        }

        static Placed read(DataInputStream in) throws IOException {
            return new Placed(in.readInt(), in.readInt(), readAll(in), readAll(in));
        }
    }

    void write(DataOutputStream out) throws IOException {
        writeAll(requestClients, out);
        writeAll(requestTimes, out);
        writeAll(parents, out);
        writeAll(lasts, out);
        out.writeInt(traces.size());
        for (List<Event> trace : traces) {
            out.writeInt(trace.size());
            for (Event event : trace) {
                event.write(out);
            }
        }
    }

    static Recording read(DataInputStream in) throws IOException {
        List<Integer> requestClients = readAll(in);
        List<Integer> requestTimes = readAll(in);
        List<Integer> parents = readAll(in);
        List<Integer> lasts = readAll(in);
        List<List<Event>> traces = new ArrayList<>();
        int count = in.readInt();
        for (int k = 0; k < count; k++) {
            List<Event> trace = new ArrayList<>();
            int length = in.readInt();
            for (int n = 0; n < length; n++) {
                trace.add(Event.read(in));
            }
            traces.add(trace);
        }
        return new Recording(requestClients, requestTimes, parents, lasts, traces);
    }

    static void writeAll(List<Integer> numbers, DataOutputStream out) throws IOException {
        out.writeInt(numbers.size());
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    static List<Integer> readAll(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<Integer> numbers = new ArrayList<>(size);
        for (int k = 0; k < size; k++) {
            numbers.add(in.readInt());
        }
        return numbers;
    }
}

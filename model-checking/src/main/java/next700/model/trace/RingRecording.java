package next700.model.trace;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs of LCR in the file that TLC reads. */
record RingRecording(List<RingTrace> traces) {

    void write(DataOutputStream out) throws IOException {
        out.writeInt(traces.size());
        for (RingTrace trace : traces) {
            out.writeUTF(trace.name());
            out.writeInt(trace.processes());
            out.writeInt(trace.views().size());
            for (RingView view : trace.views()) {
                Recording.writeAll(view.ring(), out);
                Recording.writeAll(view.parties(), out);
            }
            out.writeInt(trace.steps().size());
            for (RingStep step : trace.steps()) {
                write(step, out);
            }
        }
    }

    private static void write(RingStep step, DataOutputStream out) throws IOException {
        out.writeUTF(step.step());
        Recording.writeAll(List.of(step.process(), step.view(), step.from(), step.number(), step.peer()), out);
        Recording.writeAll(step.clock(), out);
    }

    static RingRecording read(DataInputStream in) throws IOException {
        List<RingTrace> traces = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            int processes = in.readInt();
            List<RingView> views = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                views.add(new RingView(Recording.readAll(in), Recording.readAll(in)));
            }
            List<RingStep> steps = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                steps.add(readStep(in));
            }
            traces.add(new RingTrace(name, processes, views, steps));
        }
        return new RingRecording(traces);
    }

    private static RingStep readStep(DataInputStream in) throws IOException {
        String step = in.readUTF();
        List<Integer> numbers = Recording.readAll(in);
        return new RingStep(
                step,
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                Recording.readAll(in),
                numbers.get(4));
    }
}

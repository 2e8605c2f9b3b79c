package next700.simulation.paxos;

import java.util.Optional;
import next700.process.Call;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.Notice;
import next700.process.Taken;
import next700.protocol.paxos.PaxosClient.Answered;
import next700.protocol.paxos.PaxosMessage;
import next700.protocol.paxos.PaxosStep;
import next700.protocol.paxos.Snapshot;
import next700.trial.Words;

/** How runs of Paxos are told: as the report calls it. */
enum PaxosWords implements Words {
    INSTANCE;

    @Override
    public String message(Message message) {
        return switch ((PaxosMessage) message) {
            case PaxosMessage.Request request -> "REQUEST(" + request.timestamp() + ")";
            case PaxosMessage.Reply reply -> "REPLY(" + reply.timestamp() + ")";
            case PaxosMessage.ClientUpdate forwarded -> "CLIENT_UPDATE(" + forwarded.update() + ")";
            case PaxosMessage.ViewChange change -> "VIEW_CHANGE(" + change.attempted() + ")";
            case PaxosMessage.VcProof proof -> "VC_PROOF(" + proof.installed() + ", aru " + proof.aru() + ")";
            case PaxosMessage.Prepare prepare -> "PREPARE(" + prepare.view() + ", aru " + prepare.aru() + ")";
            case PaxosMessage.PrepareOk ok ->
                "PREPARE_OK(" + ok.view() + ", " + ok.entries() + snapshot(ok.snapshot()) + ")";
            case PaxosMessage.Proposal proposal ->
                "PROPOSAL(" + proposal.view() + ", " + proposal.sequence() + ", " + proposal.updates() + ")";
            case PaxosMessage.Accept accept -> "ACCEPT(" + accept.view() + ", " + accept.sequence() + ")";
            case PaxosMessage.Ordered ordered -> "ORDERED(" + ordered.entries() + snapshot(ordered.snapshot()) + ")";
        };
    }

    private static String snapshot(Optional<Snapshot> snapshot) {
        return snapshot.map(cut -> ", snapshot at " + cut.aru()).orElse("");
    }

    @Override
    public String call(Call call) {
        return call instanceof Invocation invocation
                ? "wants " + invocation.operation().toUtf8()
                : "wants " + call;
    }

    @Override
    public String notice(Notice notice) {
        return notice instanceof Answered answered
                ? "is answered " + answered.reply().toUtf8()
                : notice.toString();
    }

    @Override
    public String step(Taken taken) {
        PaxosStep step = (PaxosStep) taken;
        return step.sequence() > 0
                ? "%s(view %d, %d %s)".formatted(step.step(), step.view(), step.sequence(), step.updates())
                : "%s(view %d)".formatted(step.step(), step.view());
    }
}

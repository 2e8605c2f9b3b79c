package next700.trial.liar;

import java.util.List;
import java.util.Optional;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ProcessId;

/**
 * What a liar makes of the messages of one kind that a correct process would send in one step. It is drawn once for all receivers,
 * so that those who are deceived are told the same; or anew for each, so that no two are.
 */
final class Twist {
    private enum Act {
        AS_IT_IS,
        WITHHELD,
        CHANGED,
        CHANGED_UNDER_THE_OLD_PROOF,
        TWO_VERSIONS,
        ANOTHER_INSTEAD,
        AGAIN_AND_AGAIN,
        IN_ALL_NAMES,
        CHANGED_IN_ALL_NAMES,
        TO_ANOTHER
    }

    private static final Act[] ACTS = Act.values();

    private final Act act;
    private final boolean isShared;
    private final List<ProcessId> deceived;
    private final List<Alteration> alterations;
    private final Optional<Message> other;

    private Twist(
            Act act,
            boolean isShared,
            List<ProcessId> deceived,
            List<Alteration> alterations,
            Optional<Message> other) {
        this.act = act;
        this.isShared = isShared;
        this.deceived = deceived;
        this.alterations = alterations;
        this.other = other;
    }

    static Twist draw(Message message, Heard heard, Fabric fabric) {
        String kind = message.getClass().getSimpleName();
        Act act = ACTS[fabric.lie(ACTS.length, "what becomes of " + kind)];
        boolean isShared = fabric.pick(2, "each receiver on its own") == 0;
        List<ProcessId> deceived = act == Act.AS_IT_IS || !isShared ? fabric.names() : fabric.some("who is deceived");
        List<Alteration> alterations = switch (act) {
            case CHANGED, CHANGED_UNDER_THE_OLD_PROOF, TWO_VERSIONS, CHANGED_IN_ALL_NAMES ->
                Alteration.several(message, fabric);
            default -> List.of();
        };
        Optional<Message> other = act == Act.ANOTHER_INSTEAD
                ? fabric.pick(heard.messages(message.getClass()), "another " + kind)
                : Optional.empty();
        return new Twist(act, isShared, deceived, alterations, other);
    }

    /** Whether it is the same for all receivers. */
    boolean isShared() {
        return isShared;
    }

    void say(ProcessId self, Effect.Send send, Fabric fabric, Voice voice) {
        ProcessId to = send.to();
        Message truth = send.message();
        if (!deceived.contains(to)) {
            voice.tellTheTruth(self, to, truth);
            return;
        }
        switch (act) {
            case AS_IT_IS -> voice.tellTheTruth(self, to, truth);
            case WITHHELD -> voice.onLie().run();
            case CHANGED -> voice.lie(self, to, changed(self, to, truth, voice), truth);
            case CHANGED_UNDER_THE_OLD_PROOF ->
                voice.lie(
                        self,
                        to,
                        Alteration.of(truth, alterations, Optional.empty()).orElse(truth),
                        truth);
            case TWO_VERSIONS -> {
                voice.lie(self, to, changed(self, to, truth, voice), truth);
                voice.tellTheTruth(self, to, truth);
            }
            case ANOTHER_INSTEAD ->
                voice.lie(
                        self,
                        to,
                        other.map(one -> voice.inName(one, self, self, to)).orElse(truth),
                        truth);
            case AGAIN_AND_AGAIN -> {
                for (int i = 0; i < voice.group().certificate(); i++) {
                    voice.lie(self, to, truth, truth);
                }
            }
            case IN_ALL_NAMES -> inAllNames(self, to, truth, truth, voice);
            case CHANGED_IN_ALL_NAMES -> inAllNames(self, to, changed(self, to, truth, voice), truth, voice);
            case TO_ANOTHER -> {
                List<ProcessId> others = voice.namesLike(to);
                ProcessId instead = others.get(fabric.pick(others.size(), "to whom instead"));
                voice.lie(self, instead, (Message) Anatomy.signed(truth, voice.keys(self, instead)), truth);
            }
        }
    }

    private Message changed(ProcessId self, ProcessId to, Message truth, Voice voice) {
        return Alteration.of(truth, alterations, voice.keys(self, to)).orElse(truth);
    }

    private static void inAllNames(ProcessId self, ProcessId to, Message message, Message truth, Voice voice) {
        for (ProcessId name : voice.namesLike(self)) {
            voice.lie(self, to, voice.inName(message, name, self, to), truth);
        }
    }
}

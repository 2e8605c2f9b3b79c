package next700.protocol.paxos;

import java.util.List;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A step of the report that a process took.
 *
 * @param sequence 0 where it is about none
 * @param quorum how many servers it was enough to hear of; 0 where it takes none
 */
public record PaxosStep(String step, ProcessId process, long view, long sequence, int quorum, List<Update> updates)
        implements Taken {
    public static final String INVOKE = "Invoke";
    public static final String ELECT = "Shift_To_Leader_Election";
    public static final String PREINSTALL = "Preinstall";
    public static final String PREPARE = "Shift_To_Prepare_Phase";
    public static final String PREPARE_OK = "Prepare_OK";
    public static final String ADOPT = "VC_Proof";
    public static final String LEAD = "Shift_To_Reg_Leader";
    public static final String PROPOSE = "Send_Proposal";
    public static final String ACCEPT = "Accept";
    public static final String ORDER = "Globally_Ordered_Update";
    public static final String RECONCILE = "Reconcile";
    public static final String EXECUTE = "Execute";
    public static final String RECOVER = "Recover";
    public static final String SNAPSHOT = "Snapshot";

    public PaxosStep {
        updates = List.copyOf(updates);
    }
}

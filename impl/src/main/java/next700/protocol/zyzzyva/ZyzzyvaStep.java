package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Optional;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A step that a replica or a client took.
 *
 * @param view in which, or to which
 * @param n the sequence number that it is about, or the last one of the history after it
 * @param stable the number of the stable checkpoint
 * @param request the request that it is about
 * @param history the requests after the stable checkpoint, where a view begins with them
 * @param reports what a new view was decided by
 */
public record ZyzzyvaStep(
        String step,
        ProcessId process,
        long view,
        long n,
        long stable,
        Optional<RequestName> request,
        List<RequestName> history,
        List<Report> reports)
        implements Taken {

    public ZyzzyvaStep {
        history = List.copyOf(history);
        reports = List.copyOf(reports);
    }

    /**
     * What a VIEW-CHANGE said.
     *
     * @param view of its certificate
     * @param proved up to which number that proves the history
     * @param committed whether it is a commit certificate
     */
    public record Report(ProcessId from, long view, long proved, boolean committed, List<RequestName> log) {
        public Report {
            log = List.copyOf(log);
        }

        static Report of(ZyzzyvaMessage.ViewChange change) {
            return new Report(
                    change.replica(),
                    change.commit()
                            .map(CommitCertificate::view)
                            .orElse(change.began().view()),
                    change.provedTo(),
                    change.commit().isPresent(),
                    change.log().stream().map(Request::name).toList());
        }
    }
}

package next700.registration;

import java.util.List;
import net.bytebuddy.asm.Advice;
import next700.protocol.zyzzyva.NewViewRule;
import next700.protocol.zyzzyva.ZyzzyvaSettings;
import next700.simulation.zyzzyva.ZyzzyvaSubject;
import next700.workpiece.Exhibit;

/** Mistakes of Zyzzyva and of those who wrote it down again. */
// Advice assigns to its parameters to change what the advised method works with.
@SuppressWarnings("UnusedVariable")
final class ZyzzyvaExhibits {
    private static final ZyzzyvaSubject ZYZZYVA = new ZyzzyvaSubject(1);

    private ZyzzyvaExhibits() {}

    static List<Exhibit> all() {
        return List.of(
                Exhibit.named("old-certificate-wins", ZYZZYVA)
                        .title(
                                "A certificate of an old view, which a liar kept to itself, undoes what a later view has decided")
                        .source(
                                "Zyzzyva as published (SOSP 2007) and taught for ten years; found by Abraham, Gueta, Malkhi, Alvisi,"
                                        + " Kotla and Martin in 2017 (Revisiting Fast Practical Byzantine Fault Tolerance).")
                        .mistake(
                                "When a view begins, the longest commit certificate wins, of whatever view it is, and then what f+1"
                                        + " replicas report. A primary that lies orders one request here and another there, and keeps"
                                        + " the certificate of the first to itself. The next view knows nothing of it, takes the"
                                        + " second, and all replicas answer: for the client it is done. In the view after that the liar"
                                        + " shows its old certificate, and the replicas roll back what was done.")
                        .lesson(
                                "A promise of an earlier view is void once a later view has begun without it: what is said of the"
                                        + " highest view wins, and only then what is longer.")
                        .advising(
                                ZyzzyvaSettings.class,
                                "rule",
                                AsPrinted.class,
                                "ZV.Safety",
                                "ZV.Linearizability",
                                "ZV.ViewsBeginWithAllThatIsDone"),
                Exhibit.named("answers-between-views", ZYZZYVA)
                        .title("A replica goes on answering after it has told the next view what it knows")
                        .source(
                                "ByzzBench's branch Zyzzyva-faulty, in which the guard is missing between VIEW-CHANGE and NEW-VIEW.")
                        .mistake("A replica that has sent its VIEW-CHANGE still executes and answers in the old view.")
                        .lesson("Whoever has said all that it knows must not learn more in the old view.")
                        .without(
                                "ZV.takesPart",
                                "ZV.Safety",
                                "ZV.ViewsBeginWithAllThatIsDone",
                                "ZV.SilentBetweenViews",
                                "ZV.OneAnswerForAPlace"));
    }

    /** The rule of the paper. */
    static final class AsPrinted {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) NewViewRule rule) {
            rule = NewViewRule.CERTIFICATE_FIRST;
        }
    }
}

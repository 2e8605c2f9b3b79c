package next700.protocol.zyzzyva;

import java.util.List;
import next700.process.Digest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewConfirm;

/** Equal VIEW-CONFIRMs of {@code 2f+1} replicas: what a view began with. The first view began with nothing, without any. */
public record ViewCertificate(List<ViewConfirm> confirms) {
    public static final ViewCertificate FIRST = new ViewCertificate(List.of());

    public ViewCertificate {
        confirms = List.copyOf(confirms);
    }

    public long view() {
        return confirms.isEmpty() ? 0 : confirms.get(0).view();
    }

    public long n() {
        return confirms.isEmpty() ? 0 : confirms.get(0).n();
    }

    public Digest history() {
        return confirms.isEmpty() ? Histories.EMPTY : confirms.get(0).history();
    }

    @Override
    public String toString() {
        return "began(v=%d n=%d h=%s)".formatted(view(), n(), history().abbreviated());
    }
}

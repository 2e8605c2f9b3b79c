package next700.simulation.zyzzyva;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.zyzzyva.Histories;
import next700.protocol.zyzzyva.Request;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;
import next700.trial.IdealAuthentication;

/** Two histories of one view, and who is shown which. */
final class TwoFaces {
    private static final int FACES = 2;

    private final long view;
    private final long before;
    private final Digest beginning;
    private final BooleanSupplier isSecond;
    private final IdealAuthentication keys;
    private final List<List<OrderRequest>> orders = List.of(new ArrayList<>(), new ArrayList<>());
    private final Map<ReplicaId, Integer> shown = new TreeMap<>();
    private final List<Digest> seen = new ArrayList<>();

    /**
     * Both begin alike.
     *
     * @param before the number of the last request before both
     * @param isSecond whether the next replica that is asked about is shown the second one
     */
    TwoFaces(long view, long before, Digest beginning, BooleanSupplier isSecond, IdealAuthentication keys) {
        this.view = view;
        this.before = before;
        this.beginning = beginning;
        this.isSecond = isSecond;
        this.keys = keys;
    }

    long view() {
        return view;
    }

    int faceOf(ReplicaId replica) {
        return shown.computeIfAbsent(replica, any -> isSecond.getAsBoolean() ? FACES - 1 : 0);
    }

    void sees(Request request) {
        seen.add(request.digest());
    }

    boolean hasSeen(Request request) {
        return seen.contains(request.digest());
    }

    OrderRequest order(int face, Request request) {
        List<OrderRequest> own = orders.get(face);
        Digest history =
                Histories.extend(own.isEmpty() ? beginning : own.getLast().history(), request);
        long n = before + own.size() + 1;
        OrderRequest order = new OrderRequest(
                view, n, history, request, keys.sign(OrderRequest.content(view, n, history, request.digest())));
        own.add(order);
        return order;
    }

    /** The order of a request, as a replica was told of it. */
    Optional<OrderRequest> toldAgain(Request request, ReplicaId to) {
        return orders.get(faceOf(to)).stream()
                .filter(order -> order.request().digest().equals(request.digest()))
                .findFirst();
    }

    boolean areDifferent() {
        List<OrderRequest> one = orders.get(0);
        List<OrderRequest> other = orders.get(1);
        int common = Math.min(one.size(), other.size());
        return !one.subList(0, common).equals(other.subList(0, common));
    }
}

package next700.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import next700.process.Bytes;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.service.Service;

/**
 * State machine replication over {@link Member}: every replica executes the same operations in the same order, so that
 * the service is linearizable, and lives as long as the group does.
 *
 * <p>A replica that joins is sent the state: the first member that has it takes a snapshot when it installs the joiner's
 * view, and broadcasts it; the joiner executes what is delivered to it in that view before the snapshot after it. The
 * state must fit one message of the group.
 */
public final class ReplicatedService implements MemberListener, AutoCloseable {
    private static final byte OPERATION = 1;
    private static final byte STATE = 2;
    private static final MemberListener NOBODY = (origin, inView, position, message) -> {};

    /** An operation that was delivered before the state that it applies to. */
    private record Delivered(MemberId origin, long number, Bytes operation) {}

    private final MemberId self;
    private final MemberListener observer;
    private final AtomicLong operations = new AtomicLong();
    private final Map<Long, CompletableFuture<Bytes>> outstanding = new ConcurrentHashMap<>();
    private final Set<MemberId> uninformed = new TreeSet<>();
    private final List<Delivered> early = new ArrayList<>();
    private volatile Member member;
    private Service service;
    private boolean isInformed;
    private View view;

    private ReplicatedService(MemberId self, Service initial, boolean isFounder, MemberListener observer) {
        this.self = self;
        this.observer = observer;
        this.service = initial;
        this.isInformed = isFounder;
    }

    /** Founds a group of replicas; see {@link Member#found}. */
    public static ReplicatedService found(MemberId self, List<MemberId> ring, MemberOptions options, Service initial) {
        return found(self, ring, options, initial, NOBODY);
    }

    /**
     * Founds a group of replicas; see {@link Member#found}.
     *
     * @param observer hears of all that the replica's member hears of, before the replica does
     */
    public static ReplicatedService found(
            MemberId self, List<MemberId> ring, MemberOptions options, Service initial, MemberListener observer) {
        ReplicatedService replica = new ReplicatedService(self, initial, true, observer);
        Member.found(self, ring, options, replica);
        return replica;
    }

    /** Joins a group of replicas of the same service; see {@link Member#join}. */
    public static ReplicatedService join(
            MemberId self, List<MemberId> contacts, MemberOptions options, Service initial) {
        ReplicatedService replica = new ReplicatedService(self, initial, false, NOBODY);
        Member.join(self, contacts, options, replica);
        return replica;
    }

    public Member member() {
        return member;
    }

    /**
     * Executes an operation at all replicas. What becomes of an operation whose replica ends before it is answered is not
     * known.
     *
     * @return the reply, once this replica has executed the operation
     * @throws MemberException as {@link Member#utoBroadcast}
     */
    public CompletableFuture<Bytes> execute(Bytes operation) {
        long number = operations.incrementAndGet();
        CompletableFuture<Bytes> reply = new CompletableFuture<>();
        outstanding.put(number, reply);
        byte[] bytes = operation.toByteArray();
        ByteBuffer message = ByteBuffer.allocate(1 + Long.BYTES + bytes.length);
        message.put(OPERATION).putLong(number).put(bytes);
        try {
            member.utoBroadcast(message.array());
        } catch (MemberException e) {
            outstanding.remove(number);
            throw e;
        }
        return reply;
    }

    @Override
    public void starting(Member starting) {
        observer.starting(starting);
        member = starting;
    }

    @Override
    public void took(LcrStep step) {
        observer.took(step);
    }

    @Override
    public void viewInstalled(View next) {
        observer.viewInstalled(next);
        if (view != null) {
            next.members().stream().filter(entering -> !view.contains(entering)).forEach(uninformed::add);
            uninformed.retainAll(next.members());
        }
        view = next;
        early.clear();
        boolean isFirstInformed = next.members().stream()
                .filter(candidate -> !uninformed.contains(candidate))
                .findFirst()
                .filter(self::equals)
                .isPresent();
        if (isInformed && isFirstInformed && !uninformed.isEmpty()) {
            byte[] state = service.snapshot().toByteArray();
            ByteBuf message = Unpooled.buffer(1 + Long.BYTES + state.length);
            message.writeByte(STATE).writeLong(next.number()).writeBytes(state);
            member.utoBroadcast(message.array());
        }
    }

    @Override
    public void utoDeliver(MemberId origin, long inView, long position, ByteBuffer message) {
        observer.utoDeliver(origin, inView, position, message.duplicate());
        byte kind = message.get();
        long number = message.getLong();
        byte[] rest = new byte[message.remaining()];
        message.get(rest);
        if (kind == OPERATION) {
            Delivered delivered = new Delivered(origin, number, Bytes.copyOf(rest));
            if (isInformed) {
                apply(delivered);
            } else {
                early.add(delivered);
            }
        } else if (number == view.number()) {
            inform(Bytes.copyOf(rest));
        }
    }

    private void inform(Bytes state) {
        uninformed.clear();
        if (!isInformed) {
            isInformed = true;
            service = service.restore(state);
            early.forEach(this::apply);
            early.clear();
        }
    }

    private void apply(Delivered delivered) {
        Service.Outcome outcome = service.execute(delivered.operation());
        service = outcome.after();
        if (delivered.origin().equals(self)) {
            CompletableFuture<Bytes> reply = outstanding.remove(delivered.number());
            if (reply != null) {
                reply.complete(outcome.reply());
            }
        }
    }

    @Override
    public void ended(End end) {
        observer.ended(end);
        outstanding
                .values()
                .forEach(reply -> reply.completeExceptionally(
                        new MemberException(MemberException.Cause.NOT_A_MEMBER, end.reason())));
        outstanding.clear();
    }

    @Override
    public void close() {
        member.close();
    }
}

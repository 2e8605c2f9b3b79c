package next700.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import next700.crypto.GroupKey;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;

/** Members on loopback, and what they delivered. */
final class Ring implements AutoCloseable {
    static final GroupKey KEY = GroupKey.random();

    /** Not how long anything may take: after so long nobody waits any more, and a build that hangs is freed. */
    private static final long HANGS_MILLIS = 30 * 60_000;

    /** What one member hears. */
    static final class Ear implements MemberListener {
        final List<String> delivered = new CopyOnWriteArrayList<>();
        final List<View> views = new CopyOnWriteArrayList<>();
        final AtomicReference<End> end = new AtomicReference<>();
        final AtomicReference<CountDownLatch> stall = new AtomicReference<>();

        @Override
        public void utoDeliver(MemberId origin, long view, long position, ByteBuffer message) {
            delivered.add(origin + ":" + StandardCharsets.UTF_8.decode(message));
            CountDownLatch latch = stall.get();
            if (latch != null) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void viewInstalled(View view) {
            views.add(view);
        }

        @Override
        public void ended(End how) {
            end.set(how);
        }
    }

    final Map<MemberId, Ear> ears = new ConcurrentHashMap<>();
    final Map<MemberId, Member> members = new ConcurrentHashMap<>();

    /** Names that nobody listens at yet. */
    static List<MemberId> ids(int from, int count) {
        List<MemberId> ids = new ArrayList<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ids.add(new MemberId("p" + (from + i), "127.0.0.1:" + socket.getLocalPort()));
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /** Founds a group. */
    void found(List<MemberId> ids, MemberOptions options) {
        List<CompletableFuture<Void>> starting = new ArrayList<>();
        for (MemberId id : ids) {
            Ear ear = new Ear();
            ears.put(id, ear);
            starting.add(CompletableFuture.runAsync(() -> members.put(id, Member.found(id, ids, options, ear))));
        }
        starting.forEach(CompletableFuture::join);
    }

    void join(MemberId id, List<MemberId> contacts, MemberOptions options) {
        Ear ear = new Ear();
        ears.put(id, ear);
        members.put(id, Member.join(id, contacts, options, ear));
    }

    Member member(MemberId id) {
        return members.get(id);
    }

    List<String> deliveredBy(MemberId id) {
        return ears.get(id).delivered;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits for something that is to happen soon. */
    static void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + HANGS_MILLIS * 1_000_000;
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not happen in time: " + what);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        ears.values().forEach(ear -> {
            CountDownLatch latch = ear.stall.getAndSet(null);
            if (latch != null) {
                latch.countDown();
            }
        });
        members.values().forEach(Member::close);
    }
}

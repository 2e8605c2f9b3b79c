package next700.broadcast;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import next700.broadcast.MemberListener.End;
import next700.crypto.GroupKey;
import next700.crypto.KeyFileException;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrMessage.Data;
import next700.protocol.lcr.LcrMessage.Ring;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrProcess;
import next700.protocol.lcr.LcrProcess.Phase;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.runtime.Metrics;
import next700.runtime.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member of a group with uniform total order broadcast: what one member broadcasts, all deliver, all in one order, and
 * what a member delivers before it crashes the others deliver too (thesis 2.4).
 *
 * <pre>{@code
 * MemberId p1 = new MemberId("p1", "10.0.0.1:7001"), p2 = new MemberId("p2", "10.0.0.2:7001");
 * try (Member member = Member.found(p1, List.of(p1, p2), MemberOptions.DEFAULT, listener)) {
 *     member.utoBroadcast("hello".getBytes(UTF_8));
 *     ...
 *     member.leave().toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class Member implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final long ASK_INTERVAL_MILLIS = 300;
    private static final long LINGER_MILLIS = 300;
    private static final int NOTHING_OUTSTANDING = 1 << 30;

    private final MemberId self;
    private final MemberOptions options;
    private final MemberListener listener;
    private final MultiThreadIoEventLoopGroup group;
    private final Connections connections;
    private final LcrProcess process;
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Payloads.Own> submitted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isDraining = new AtomicBoolean();
    private final Semaphore outstanding;
    private final CompletableFuture<View> inside = new CompletableFuture<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private final AtomicReference<End> end = new AtomicReference<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean isLeaving;
    private volatile View view;
    private boolean isRunning;

    /** Since when. */
    private final Map<MemberId, Long> waitedFor = new TreeMap<>();

    /** The last message on the ring, as long as the link has not taken it. */
    private Optional<Ring> owed = Optional.empty();

    private Member(
            MemberId self, MemberOptions options, MemberListener listener, LcrProcess process, Optional<View> initial) {
        this.self = self;
        this.options = options;
        this.listener = listener;
        this.process = process;
        this.view = initial.orElse(null);
        this.outstanding = new Semaphore(options.outstandingBytes());
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("lcr-" + self, true), Transport.handler());
        this.connections = new Connections(self, options, keyOf(options), group.next(), new FromConnections());
    }

    private static GroupKey keyOf(MemberOptions options) {
        try {
            return options.key().isPresent()
                    ? options.key().get()
                    : GroupKey.loadOrMake(GroupKey.fileOf(options.group()));
        } catch (KeyFileException e) {
            throw new MemberException(MemberException.Cause.NO_KEY, e.getMessage());
        }
    }

    /**
     * Founds a group together with the other members of its first view, and waits for them.
     *
     * @param ring the members in their order on the ring, this one among them; the same list at all of them
     * @throws IllegalArgumentException if the ring names a member twice, or does not name this one
     * @throws MemberException if the address cannot be listened on, or the others do not come up in time, or differ in
     *     what they take the group for
     */
    public static Member found(MemberId self, List<MemberId> ring, MemberOptions options, MemberListener listener) {
        View initial = View.initial(ring);
        LcrProcess process = LcrProcess.member(self, initial, options.settings());
        Member member = new Member(self, options, listener, process, Optional.of(initial));
        return member.start(() -> member.meet(initial), MemberException.Cause.NOT_FORMED);
    }

    /**
     * Joins a group that exists, and waits until it is in.
     *
     * @param contacts members to ask, one after the other
     * @throws MemberException if the address cannot be listened on, or the group does not take it in
     */
    public static Member join(MemberId self, List<MemberId> contacts, MemberOptions options, MemberListener listener) {
        if (contacts.isEmpty()) {
            throw new IllegalArgumentException("a process that joins needs a member to ask");
        }
        LcrProcess process = LcrProcess.outsider(self, options.settings());
        Member member = new Member(self, options, listener, process, Optional.empty());
        return member.start(() -> member.ask(contacts, 0), MemberException.Cause.NOT_ADMITTED);
    }

    private Member start(Runnable beginning, MemberException.Cause cause) {
        try {
            listener.starting(this);
            connections.listen();
            connections.loop().execute(() -> {
                connections.beat();
                watchJoiners();
                beginning.run();
            });
            connections.later(
                    options.formationMillis(),
                    () -> inside.completeExceptionally(new MemberException(cause, explainAbsence())));
            inside.join();
            return this;
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof MemberException refused ? refused : e;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * A process that asked to be let in and then does not get on holds up the ring, though it may be heard of: it is given up
     * after as long as one that is silent, and may ask again.
     */
    private void watchJoiners() {
        connections.later(options.heartbeatMillis(), () -> {
            if (end.get() == null) {
                Set<MemberId> slow = process.joinersWaitedFor();
                waitedFor.keySet().retainAll(slow);
                long now = System.nanoTime();
                slow.forEach(joiner -> waitedFor.putIfAbsent(joiner, now));
                long patienceNanos = TimeUnit.MILLISECONDS.toNanos(options.silenceMillis());
                for (MemberId joiner : List.copyOf(slow)) {
                    if (now - waitedFor.get(joiner) > patienceNanos) {
                        metrics().count("joiner.given-up");
                        LOG.warn("{}: gives up {}, which asked to join and does not get on", self, joiner);
                        connections.disconnect(joiner);
                        feed(new Input.Lost(joiner));
                    }
                }
                watchJoiners();
            }
        });
    }

    private String explainAbsence() {
        if (view == null) {
            return "no member let " + self + " in within " + options.formationMillis() + " ms";
        }
        List<MemberId> absent = view.members().stream()
                .filter(member -> !member.equals(self) && !connections.isOpen(member))
                .toList();
        return self + " waited " + options.formationMillis() + " ms for " + absent;
    }

    private void meet(View initial) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.formationMillis());
        initial.members().stream()
                .filter(member -> !member.equals(self))
                .forEach(member -> connections.dial(member, until));
        checkInside();
    }

    private void ask(List<MemberId> contacts, int next) {
        if (process.phase() == Phase.OUTSIDE && end.get() == null && !inside.isDone()) {
            feed(new Input.Called(new LcrCall.AskToJoin(contacts.get(next % contacts.size()))));
            connections.later(ASK_INTERVAL_MILLIS, () -> ask(contacts, next + 1));
        }
    }

    private void checkInside() {
        if (!inside.isDone() && view != null && connections.isLinkedTo(view)) {
            listener.viewInstalled(view);
            inside.complete(view);
            drain();
        }
    }

    public MemberId self() {
        return self;
    }

    /** The view that is installed. */
    public View view() {
        return view;
    }

    /** Counts by cause, such as {@code dropped.garbage}. */
    public Metrics metrics() {
        return connections.metrics();
    }

    /** How membership ended, if it has. */
    public Optional<End> end() {
        return Optional.ofNullable(end.get());
    }

    /**
     * {@code utoBroadcast}: every member delivers the message, this one included. Waits while as much of this member's as
     * {@link MemberOptions#outstandingBytes} is not yet delivered here, which is how a slow member slows down those who
     * broadcast. On the member's own thread, in a callback, it does not wait, since nothing would be delivered meanwhile.
     *
     * @param message is copied
     * @throws MemberException if it is too large, or this process is a member no more, or is interrupted while it waits
     */
    public void utoBroadcast(byte[] message) {
        int permits = check(message);
        if (connections.loop().inEventLoop()) {
            permits = outstanding.tryAcquire(permits) ? permits : 0;
        } else {
            try {
                outstanding.acquire(permits);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MemberException(MemberException.Cause.INTERRUPTED, "interrupted while the group was behind");
            }
        }
        submit(message, permits);
    }

    /**
     * {@code utoBroadcast}, if it need not wait.
     *
     * @return whether the message is broadcast
     * @throws MemberException as {@link #utoBroadcast}
     */
    public boolean tryUtoBroadcast(byte[] message) {
        int permits = check(message);
        if (!outstanding.tryAcquire(permits)) {
            return false;
        }
        submit(message, permits);
        return true;
    }

    /** Returns how much of what may be outstanding the message takes up. */
    private int check(byte[] message) {
        if (message.length > options.maxMessageBytes()) {
            throw new MemberException(
                    MemberException.Cause.TOO_LARGE,
                    "a message of " + message.length + " bytes; the group's limit is " + options.maxMessageBytes());
        }
        checkMembership();
        return Math.min(message.length + Payloads.OVERHEAD_BYTES, options.outstandingBytes());
    }

    private void checkMembership() {
        End ended = end.get();
        if (ended != null) {
            throw new MemberException(
                    MemberException.Cause.NOT_A_MEMBER, self + " is a member no more: " + ended.reason());
        }
        if (isLeaving) {
            throw new MemberException(MemberException.Cause.NOT_A_MEMBER, self + " is leaving");
        }
    }

    private void submit(byte[] message, int permits) {
        checkMembership();
        submitted.add(new Payloads.Own(message.clone(), permits));
        if (isDraining.compareAndSet(false, true)) {
            connections.loop().execute(this::drain);
        }
    }

    private void drain() {
        isDraining.set(false);
        if (!inside.isDone()) {
            return;
        }
        for (Payloads.Own payload = submitted.poll(); payload != null; payload = submitted.poll()) {
            inputs.add(new Input.Called(new LcrCall.Broadcast(payload)));
        }
        run();
    }

    /**
     * Leaves the group, once all that was broadcast here is on its way.
     *
     * @return completes when this process has left, and has delivered all that it broadcast
     */
    public CompletionStage<Void> leave() {
        isLeaving = true;
        connections.loop().execute(() -> {
            drain();
            feed(new Input.Called(new LcrCall.Leave()));
        });
        return left;
    }

    /** Ends this member at once. To the others it looks like a crash. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        End how = new End(End.Kind.STOPPED, "it was closed");
        if (finish(how)) {
            connections.loop().execute(() -> listener.ended(how));
        }
        connections.loop().execute(connections::close);
        Future<?> closing = group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        if (!connections.loop().inEventLoop()) {
            closing.awaitUninterruptibly(5, TimeUnit.SECONDS);
        }
    }

    private boolean finish(End how) {
        if (!end.compareAndSet(null, how)) {
            return false;
        }
        outstanding.release(NOTHING_OUTSTANDING);
        if (how.kind() == End.Kind.LEFT) {
            left.complete(null);
        } else {
            MemberException failure = new MemberException(MemberException.Cause.NOT_A_MEMBER, how.reason());
            left.completeExceptionally(failure);
            inside.completeExceptionally(failure);
        }
        return true;
    }

    private void feed(Input input) {
        inputs.add(input);
        run();
    }

    /** Hands inputs to the process until there are none; carrying out effects makes more of them. */
    private void run() {
        if (isRunning) {
            return;
        }
        isRunning = true;
        try {
            for (Input input = inputs.poll(); input != null && end.get() == null; input = inputs.poll()) {
                for (Effect effect : process.on(input)) {
                    carryOut(effect);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("{}: stops after a failure", self, e);
            stop(new End(End.Kind.STOPPED, "it failed: " + e));
        } finally {
            isRunning = false;
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send send -> send((MemberId) send.to(), (LcrMessage) send.message());
            case Effect.Tell tell -> told((LcrNotice) tell.notice());
            case Effect.Disconnect disconnect -> connections.disconnect((MemberId) disconnect.peer());
            case Effect.Took took -> listener.took((LcrStep) took.step());
            default -> throw new IllegalStateException("LCR has no use for " + effect);
        }
    }

    private void told(LcrNotice notice) {
        switch (notice) {
            case LcrNotice.Deliver deliver -> deliver(deliver);
            case LcrNotice.Discard discard -> Payloads.release(discard.data());
            case LcrNotice.Installed installed -> {
                view = installed.view();
                listener.viewInstalled(view);
                inside.complete(view);
            }
            case LcrNotice.Left done -> stop(new End(End.Kind.LEFT, "it has left"));
            case LcrNotice.Stopped stopped -> stop(new End(End.Kind.STOPPED, stopped.reason()));
            case LcrNotice.Refused refused -> {
                if (refused.isFinal()) {
                    inside.completeExceptionally(
                            new MemberException(MemberException.Cause.NOT_ADMITTED, refused.reason()));
                }
            }
        }
    }

    private void send(MemberId to, LcrMessage message) {
        connections.send(to, message);
        if (message instanceof Ring ring) {
            owed = Optional.of(ring);
            if (connections.isWritable(to)) {
                payCredit(to);
            }
        }
    }

    /** The link to the successor can take one more. */
    private void payCredit(MemberId successor) {
        owed.ifPresent(sent -> inputs.add(new Input.Writable(successor, sent)));
        owed = Optional.empty();
    }

    private void deliver(LcrNotice.Deliver deliver) {
        Data data = deliver.data();
        long[] position = {deliver.position()};
        Payloads.forEach(data, message -> {
            show(deliver, position[0], message);
            position[0]++;
        });
        Payloads.release(data);
        if (deliver.origin().equals(self)) {
            outstanding.release(Payloads.permits(data));
        }
    }

    private void show(LcrNotice.Deliver deliver, long position, ByteBuffer message) {
        listener.utoDeliver(deliver.origin(), deliver.data().view(), position, message);
    }

    private void stop(End how) {
        if (finish(how)) {
            connections.endSending();
            connections.later(LINGER_MILLIS, connections::close);
            listener.ended(how);
        }
    }

    private final class FromConnections implements Connections.Owner {
        @Override
        public void received(MemberId from, LcrMessage message) {
            if (end.get() == null) {
                feed(new Input.Received(from, message));
            }
        }

        @Override
        public void suspected(MemberId peer) {
            feed(new Input.Lost(peer));
        }

        @Override
        public void writable(MemberId peer) {
            if (view != null && !view.members().isEmpty() && peer.equals(successor())) {
                payCredit(peer);
                run();
            }
        }

        private MemberId successor() {
            int position = view.positionOf(self);
            return position < 0 ? self : view.members().get(view.successor(position));
        }

        @Override
        public void opened(MemberId peer) {
            checkInside();
        }

        @Override
        public void refused(MemberId peer, String reason) {
            boolean wasFounder = process.view().isPresent();
            inside.completeExceptionally(new MemberException(
                    wasFounder ? MemberException.Cause.NOT_FORMED : MemberException.Cause.NOT_ADMITTED,
                    peer + " refuses " + self + ": " + reason));
        }
    }
}

package next700.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import next700.process.ClientId;
import next700.process.Message;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.backup.BackupAbort;
import next700.protocol.backup.BackupProof;
import next700.protocol.chain.ChainMessage;
import next700.protocol.checkpoints.CheckpointMessage;
import next700.protocol.ordering.Answer;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.Panic;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.protocol.zlight.Order;

/** Frames to bytes and back: a {@link RecordCodec} of frames, which knows of histories that they share prefixes. */
public final class FrameCodec {
    /** The names of processes: what is declared before the messages of any protocol. */
    public static final List<Class<?>> NAMES = List.of(ReplicaId.class, ClientId.class);

    /** Of every protocol, and what comes with messages under an interface. New ones come at the end. */
    public static final List<Class<?>> MESSAGES = List.of(
            Req.class,
            Resp.class,
            Panic.class,
            Abort.class,
            AbortProof.class,
            CheckpointMessage.class,
            Order.class,
            ChainMessage.class,
            Answer.class,
            BackupAbort.class,
            BackupProof.class,
            PbftMessage.class);

    private final List<Class<?>> messages;
    private final RecordCodec<Frame> codec;

    /** A codec of the messages of all protocols. */
    public FrameCodec(FrameLimits limits) {
        this(limits, MESSAGES);
    }

    /**
     * A codec of the messages of a protocol.
     *
     * @param messages their classes, and those that stand for interfaces in them; their places are their numbers
     */
    public FrameCodec(FrameLimits limits, List<Class<?>> messages) {
        this.messages = List.copyOf(messages);
        this.codec = new RecordCodec<>(
                Frame.class,
                Stream.concat(NAMES.stream(), messages.stream()).toList(),
                limits,
                Map.of(History.class, HistoryForm::new));
    }

    /**
     * The encoding of a frame.
     *
     * @throws IllegalArgumentException if a component is outside its bounds or the frame outside the limits, so that no
     *     decoder would take it
     */
    public byte[] encode(Frame frame) {
        return codec.encode(frame);
    }

    /** The frame that has this encoding. */
    public Frame decode(byte[] encoded) throws MalformedFrameException {
        return codec.decode(encoded);
    }

    /** The classes of the messages that there are. */
    public List<Class<? extends Message>> kinds() {
        return messages.stream()
                .filter(Message.class::isAssignableFrom)
                .flatMap(declared -> Forms.leaves(declared).stream())
                .<Class<? extends Message>>map(kind -> kind.asSubclass(Message.class))
                .toList();
    }

    /** Any value of a type that occurs in frames: a frame, a message of one kind, whatever is part of one. */
    public <V> V draw(Class<V> type, Choices choices) {
        return codec.draw(type, choices);
    }

    /** The format, a line for each type. */
    public String describe() {
        return codec.describe();
    }
}

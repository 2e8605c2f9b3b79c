package next700.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import next700.wire.RecordCodec;

/**
 * How a {@link WriteAheadLog} looks on the disk:
 *
 * <pre>
 *   file   = header batch*
 *   header = "next700 log" format:1 length:4 identity crc:4
 *   batch  = length:4 crc:4 number:8 content
 * </pre>
 *
 * Numbers are big-endian. The checksums are CRC32C: of all of the header before it, and of length, number and content of a
 * batch. Batches are numbered from 1, without a gap.
 */
final class LogFormat {
    private static final byte[] MAGIC = "next700 log".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;
    private static final int LENGTH_AT = MAGIC.length + 1;
    private static final int MAX_IDENTITY_BYTES = 4096;

    private static final int CRC_AT = Integer.BYTES;
    private static final int NUMBER_AT = CRC_AT + Integer.BYTES;
    private static final int CONTENT_AT = NUMBER_AT + Long.BYTES;

    private static final RecordCodec<LogIdentity> IDENTITY =
            new RecordCodec<>(LogIdentity.class, List.of(), FrameLimits.DEFAULT);

    private LogFormat() {}

    /**
     * What a log holds.
     *
     * @param wholeBytes up to where it is whole
     */
    record Content(List<byte[]> batches, long wholeBytes) {}

    static ByteBuffer header(LogIdentity identity) {
        byte[] encoded = IDENTITY.encode(identity);
        ByteBuffer header = ByteBuffer.allocate(LENGTH_AT + Integer.BYTES + encoded.length + Integer.BYTES)
                .put(MAGIC)
                .put((byte) FORMAT)
                .putInt(encoded.length)
                .put(encoded);
        return header.putInt(checksum(header.duplicate().flip())).flip();
    }

    static ByteBuffer batch(long number, byte[] content) {
        ByteBuffer batch = ByteBuffer.allocate(CONTENT_AT + content.length)
                .putInt(content.length)
                .putInt(0)
                .putLong(number)
                .put(content)
                .flip();
        return batch.putInt(CRC_AT, checksum(batch, 0, content.length));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Of a batch at an index, whose content has so many bytes. */
    private static int checksum(ByteBuffer bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(at, CRC_AT));
        crc.update(bytes.slice(at + NUMBER_AT, Long.BYTES + length));
        return (int) crc.getValue();
    }

    /**
     * Reads a log.
     *
     * @throws StorageException if it is not the log of this identity, or damaged
     */
    static Content read(Path file, LogIdentity identity) throws IOException, StorageException {
        ByteBuffer bytes = content(file);
        int begin = readHeader(file, bytes, identity);
        List<byte[]> batches = new ArrayList<>();
        int at = begin;
        while (isBatch(bytes, at, batches.size() + 1)) {
            int length = bytes.getInt(at);
            byte[] content = new byte[length];
            bytes.get(at + CONTENT_AT, content);
            batches.add(content);
            at += CONTENT_AT + length;
        }
        Optional<Integer> later = batchBehind(bytes, at, batches.size() + 1);
        if (later.isPresent()) {
            throw new StorageException(
                    file,
                    at,
                    "batch %d is damaged (batch %d, behind it at byte %d, is not)"
                            .formatted(batches.size() + 1, bytes.getLong(later.get() + NUMBER_AT), later.get()));
        }
        return new Content(batches, at);
    }

    private static ByteBuffer content(Path file) throws IOException, StorageException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new StorageException(file, "longer than 2 GiB");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** Where the header ends. */
    private static int readHeader(Path file, ByteBuffer bytes, LogIdentity identity) throws StorageException {
        byte[] magic = new byte[Math.min(MAGIC.length, bytes.remaining())];
        bytes.get(0, magic);
        if (!Arrays.equals(magic, MAGIC) || bytes.remaining() < LENGTH_AT + Integer.BYTES) {
            throw new StorageException(file, 0, "this is no log of next700");
        }
        if (bytes.get(MAGIC.length) != FORMAT) {
            throw new StorageException(
                    file,
                    MAGIC.length,
                    "format %d of logs, where this program knows %d".formatted(bytes.get(MAGIC.length), FORMAT));
        }
        int length = bytes.getInt(LENGTH_AT);
        int end = LENGTH_AT + Integer.BYTES + length;
        if (length < 0
                || length > MAX_IDENTITY_BYTES
                || bytes.remaining() < end + Integer.BYTES
                || bytes.getInt(end) != checksum(bytes.slice(0, end))) {
            throw new StorageException(file, LENGTH_AT, "the header is damaged");
        }
        byte[] encoded = new byte[length];
        bytes.get(LENGTH_AT + Integer.BYTES, encoded);
        try {
            check(file, IDENTITY.decode(encoded), identity);
        } catch (MalformedFrameException e) {
            throw new StorageException(file, LENGTH_AT, "the header is damaged: " + e.getMessage());
        }
        return end + Integer.BYTES;
    }

    private static void check(Path file, LogIdentity written, LogIdentity expected) throws StorageException {
        if (!written.cluster().equals(expected.cluster())) {
            throw new StorageException(
                    file,
                    "the log of another cluster: %s, not %s"
                            .formatted(
                                    written.cluster().abbreviated(),
                                    expected.cluster().abbreviated()));
        }
        if (!written.protocol().equals(expected.protocol())
                || !written.process().equals(expected.process())) {
            throw new StorageException(
                    file,
                    "the log of %s of %s, not of %s of %s"
                            .formatted(written.process(), written.protocol(), expected.process(), expected.protocol()));
        }
        if (written.version() > expected.version()) {
            throw new StorageException(
                    file,
                    "what it stores is of version %d of %s, and this program knows %d"
                            .formatted(written.version(), written.protocol(), expected.version()));
        }
    }

    /** Whether a whole batch begins there, and has that number. */
    private static boolean isBatch(ByteBuffer bytes, int at, long number) {
        return bytes.limit() - at >= CONTENT_AT && bytes.getLong(at + NUMBER_AT) == number && isWhole(bytes, at);
    }

    private static boolean isWhole(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at);
        return length >= 0
                && length <= bytes.limit() - at - CONTENT_AT
                && bytes.getInt(at + CRC_AT) == checksum(bytes, at, length);
    }

    /** Where a later batch begins behind what is not batch {@code number}, if there is one. */
    private static Optional<Integer> batchBehind(ByteBuffer bytes, int damagedAt, long number) {
        for (int at = damagedAt + 1; at <= bytes.limit() - CONTENT_AT; at++) {
            long found = bytes.getLong(at + NUMBER_AT);
            if (found > number && found - number <= at - damagedAt && isWhole(bytes, at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}

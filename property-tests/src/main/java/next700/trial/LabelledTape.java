package next700.trial;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A tape with what must be known to replay it. Any choices are a schedule of any protocol, so that a tape of another one, or a
 * mistyped one, would run, keep every property, and mean nothing.
 *
 * <p>As text: {@code quorum:f1:v3:CHOICES:CHECKSUM}. The checksum is over what stands before it.
 *
 * @param protocol that the schedule is of
 * @param f the fault threshold; absent where a run draws its own from the tape
 */
public record LabelledTape(String protocol, OptionalInt f, Tape tape) {
    /** To be raised when simulators ask for other choices than before: older tapes then mean other schedules. */
    public static final int VERSION = 3;

    private static final Pattern TEXT =
            Pattern.compile("(([a-z][a-z0-9-]*):(?:f([0-9]{1,4}):)?v([0-9]{1,6}):([^:]*)):([^:]*)");

    /** A tape cannot be replayed; the message says why. */
    public static final class MalformedTapeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedTapeException(String message) {
            super(message);
        }
    }

    /** Of a subject's runs; one that has no f of its own lets the tape draw it. */
    public static LabelledTape of(Subject subject, Tape tape) {
        return new LabelledTape(subject.name(), f(subject), tape);
    }

    private static OptionalInt f(Subject subject) {
        return subject.f() == 0 ? OptionalInt.empty() : OptionalInt.of(subject.f());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws MalformedTapeException if it is not whole, or of another version
     */
    public static LabelledTape decode(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedTapeException("not a tape: '" + text + "' (expected PROTOCOL:fN:v" + VERSION
                    + ":CHOICES:CHECKSUM, as the replay command of a report has it)");
        }
        if (!checksum(matcher.group(1)).equals(matcher.group(6))) {
            throw new MalformedTapeException("the tape is not whole: its checksum is " + checksum(matcher.group(1))
                    + ", not '" + matcher.group(6) + "'; a character was lost or changed");
        }
        if (Integer.parseInt(matcher.group(4)) != VERSION) {
            throw new MalformedTapeException("the tape is of version " + matcher.group(4)
                    + ", whose choices mean another schedule" + " to this simulator, which plays version " + VERSION);
        }
        try {
            OptionalInt f =
                    matcher.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(3)));
            return new LabelledTape(matcher.group(2), f, Tape.decode(matcher.group(5)));
        } catch (IllegalArgumentException e) {
            throw new MalformedTapeException(e.getMessage());
        }
    }

    /**
     * The tape, if it is of the subject's runs.
     *
     * @throws MalformedTapeException if it is of others
     */
    public Tape in(Subject subject) {
        if (!protocol.equals(subject.name())) {
            throw new MalformedTapeException("the tape is of " + protocol + ", not of " + subject.name());
        }
        if (!f.equals(f(subject))) {
            throw new MalformedTapeException("the tape is of " + told(f) + ", not of " + told(f(subject)));
        }
        return tape;
    }

    private static String told(OptionalInt f) {
        return f.isPresent() ? "f = " + f.getAsInt() : "an f that is drawn";
    }

    public String encode() {
        String content = protocol + (f.isPresent() ? ":f" + f.getAsInt() : "") + ":v" + VERSION + ":" + tape.encode();
        return content + ":" + checksum(content);
    }

    private static String checksum(String content) {
        CRC32 sum = new CRC32();
        sum.update(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "%08x".formatted(sum.getValue());
    }

    @Override
    public String toString() {
        return encode();
    }
}

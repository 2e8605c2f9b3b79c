package next700.broadcast;

import java.util.Optional;
import next700.crypto.GroupKey;
import next700.protocol.lcr.LcrSettings;
import next700.protocol.lcr.Survival;

/**
 * How a member behaves. All members of a group must have the same group name, settings and message limit; those who
 * differ refuse one another.
 *
 * @param group the group's name, which keeps members of different groups apart
 * @param key what members prove to each other before they believe anything; if there is none, that of {@link
 *     GroupKey#fileOf}, which the members of one user on one machine share
 * @param settings of the protocol
 * @param maxMessageBytes no longer message is broadcast or accepted
 * @param outstandingBytes how much may be broadcast and not delivered here before {@code utoBroadcast} waits
 * @param formationMillis how long the founders of a group wait for one another
 * @param heartbeatMillis how often a member is heard of at least
 * @param silenceMillis a member that is not heard of for so long is taken for crashed, and a process that wants to join and
 *     does not get on for so long is given up
 */
public record MemberOptions(
        String group,
        Optional<GroupKey> key,
        LcrSettings settings,
        int maxMessageBytes,
        int outstandingBytes,
        long formationMillis,
        long heartbeatMillis,
        long silenceMillis) {
    public static final MemberOptions DEFAULT = new MemberOptions(
            "next700", Optional.empty(), LcrSettings.DEFAULT, 1 << 20, 1 << 21, 30_000, 1_000, 10_000);

    private static final int LARGEST_MESSAGE_BYTES = 1 << 28;

    public MemberOptions {
        if (maxMessageBytes < 1 || maxMessageBytes > LARGEST_MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "maxMessageBytes must be from 1 to " + LARGEST_MESSAGE_BYTES + ", not " + maxMessageBytes);
        }
        if (outstandingBytes < maxMessageBytes) {
            throw new IllegalArgumentException("outstandingBytes must have room for one message of " + maxMessageBytes
                    + " bytes, not " + outstandingBytes);
        }
        if (formationMillis < 1 || heartbeatMillis < 1 || silenceMillis <= heartbeatMillis) {
            throw new IllegalArgumentException("times must be positive, and silenceMillis above heartbeatMillis");
        }
    }

    public MemberOptions with(LcrSettings other) {
        return new MemberOptions(
                group, key, other, maxMessageBytes, outstandingBytes, formationMillis, heartbeatMillis, silenceMillis);
    }

    public MemberOptions with(Survival survival) {
        return with(settings.with(survival));
    }

    public MemberOptions withGroup(String name) {
        return new MemberOptions(
                name,
                key,
                settings,
                maxMessageBytes,
                outstandingBytes,
                formationMillis,
                heartbeatMillis,
                silenceMillis);
    }

    public MemberOptions withKey(GroupKey shared) {
        return new MemberOptions(
                group,
                Optional.of(shared),
                settings,
                maxMessageBytes,
                outstandingBytes,
                formationMillis,
                heartbeatMillis,
                silenceMillis);
    }

    public MemberOptions withMaxMessage(int bytes) {
        return new MemberOptions(
                group,
                key,
                settings,
                bytes,
                Math.max(bytes, outstandingBytes),
                formationMillis,
                heartbeatMillis,
                silenceMillis);
    }

    public MemberOptions withOutstanding(int bytes) {
        return new MemberOptions(
                group, key, settings, maxMessageBytes, bytes, formationMillis, heartbeatMillis, silenceMillis);
    }

    public MemberOptions withFormation(long millis) {
        return new MemberOptions(
                group, key, settings, maxMessageBytes, outstandingBytes, millis, heartbeatMillis, silenceMillis);
    }

    public MemberOptions withSilence(long millis) {
        return new MemberOptions(
                group,
                key,
                settings,
                maxMessageBytes,
                outstandingBytes,
                formationMillis,
                Math.max(1, millis / 4),
                millis);
    }
}

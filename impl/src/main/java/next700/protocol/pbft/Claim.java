package next700.protocol.pbft;

import next700.process.Digest;

/**
 * What a replica claims of a sequence number in a VIEW-CHANGE: that the batch with this digest prepared there, or was
 * pre-prepared there, in this view and in no later one. Nothing proves it; {@link NewViewRule} weighs claims against one
 * another.
 */
public record Claim(long sequence, long view, Digest digest) {}

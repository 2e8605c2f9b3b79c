/**
 * The wire format, derived from the records of messages: one value has exactly one encoding, and whatever does not decode is a
 * {@link next700.wire.MalformedFrameException} and nothing else. {@link next700.wire.RecordCodec} says how; its forms are one
 * class for each kind of type.
 */
package next700.wire;

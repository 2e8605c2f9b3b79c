/**
 * The wire format: frames of Protocol Buffers, of which one value has exactly one. Whatever does not decode is a {@link
 * next700.wire.MalformedFrameException} and nothing else.
 */
package next700.wire;

/**
 * Liars for any protocol whose messages are records. They know the structure of messages from their declarations ({@link
 * next700.wire.Structure}) and how they are signed from {@link next700.protocol.authentication.Signed}, hear all that is said,
 * and draw from the tape what they make of it ({@link next700.trial.liar.Conspiracy}). A trial that has Byzantine processes
 * makes its liars by a line:
 *
 * <pre>{@code
 * liars = new Conspiracy(this, world, List.of(MyMessage.class));     // in begin
 * public Optional<Liar> liar(ProcessId process) { return liars.liar(process); }
 * }</pre>
 */
package next700.trial.liar;

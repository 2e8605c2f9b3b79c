/**
 * Any protocol on trial. A {@link next700.trial.Subject} draws a {@link next700.trial.Trial} from a choice tape; {@link
 * next700.trial.Run} hosts its processes in virtual time and shows every event to an {@link next700.trial.Observer}; {@link
 * next700.trial.Campaign} runs many, and makes of what fell a {@link next700.trial.Counterexample}: the smallest schedule,
 * told in words, drawn, and as a test. Nothing here knows a protocol.
 */
package next700.trial;

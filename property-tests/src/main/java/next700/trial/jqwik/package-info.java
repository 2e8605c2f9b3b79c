/**
 * Runs as jqwik's arbitraries, for anybody's protocol: any schedule ({@link next700.trial.jqwik.Schedules}), and with it what
 * liars say ({@link next700.trial.jqwik.Plots}). What a property fails on is shrunk by jqwik, and told as a story, with the tape
 * that replays it ({@link next700.trial.jqwik.EveryRun}).
 *
 * <p>Whoever uses this package has jqwik and AssertJ on the path of its tests; nothing else here needs them.
 */
package next700.trial.jqwik;

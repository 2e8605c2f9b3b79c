/**
 * The round model of thesis 2.2.2 as a simulator: what LCR and one representative of each of the five classes of 2.3
 * complete in a round, and how many rounds a broadcast takes.
 *
 * <p>The thesis characterises the classes in prose; where it leaves something open, the class that renders it says what
 * was chosen. All of them deliver uniformly and in total order here, which every run checks, and none fails.
 */
package next700.rounds;

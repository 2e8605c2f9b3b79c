/**
 * Proofs by induction for every number of replicas, faults, clients and views: of abstract TLA+ modules that stay within a
 * decidable part of first-order logic, by Z3.
 *
 * <p>A module is read by SANY ({@link next700.induction.ModuleReader}); its sets become sorts and its variables relations.
 * That a lemma holds initially, and that every action keeps it, are conditions ({@link next700.induction.Condition}), which
 * {@link next700.induction.Induction} proves or refutes with two states of the smallest size.
 */
package next700.induction;

/**
 * Consistency of transactions, found out from what clients saw: dependency graphs and their cycles, after Adya's thesis
 * and Elle. {@link next700.transactions.TransactionChecker} is the way in; {@link next700.transactions.Transactions}
 * says what a history is.
 *
 * <h2>What null, failures and missing answers mean</h2>
 *
 * {@link next700.transactions.Interpretation} and {@link next700.transactions.RegisterAssumptions} have the switches.
 * Unless told otherwise:
 *
 * <ul>
 *   <li>a read of null in a committed transaction found the initial state: the empty list, or a register's initial
 *       value, which is null; a committed transaction whose whole value is null did what it was invoked with, and does
 *       not tell what it read;
 *   <li>a transaction that failed has aborted, and whoever reads what it wrote shows G1a;
 *   <li>a transaction that ended in {@code info}, or never, committed if anything of it was read, at any time after its
 *       invocation; if nothing was read, it is as if it had not been: no order of it could be inferred.
 * </ul>
 */
package next700.transactions;

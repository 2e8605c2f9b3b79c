package next700.abstraction;

/**
 * A history as a client knows it. A client that commits knows its history by digest only; whether some replica had such
 * a history is for the record to tell.
 */
public sealed interface HistoryReference permits RequestHistory, UndeclaredHistory {}

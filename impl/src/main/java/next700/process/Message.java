package next700.process;

/**
 * Something that one process sends another: a record of records, lists, optional values, names, numbers, bytes and
 * texts, so that its wire format, its narration and lies about it follow from its components.
 */
public interface Message {}

package next700.trial;

/**
 * A run broke a property.
 *
 * @param property the identifier, such as {@code A.6 Abort Order}
 * @param explanation what contradicts what, in two sentences
 * @param event the number of the event at which it showed
 */
public record Violation(String property, String explanation, int event) {}

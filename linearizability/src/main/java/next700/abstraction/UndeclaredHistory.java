package next700.abstraction;

/** The name of a history that no replica declared to have had. */
public record UndeclaredHistory(String id) implements HistoryReference {
    @Override
    public String toString() {
        return id;
    }
}

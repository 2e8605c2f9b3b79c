package next700.audit.map;

/** Where something stands in a proof map. */
public record Place(String path, int line) {
    @Override
    public String toString() {
        return path + ":" + line;
    }
}

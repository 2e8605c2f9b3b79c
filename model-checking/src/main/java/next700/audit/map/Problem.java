package next700.audit.map;

/** What is wrong with a proof map, and where. */
public record Problem(Place place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}

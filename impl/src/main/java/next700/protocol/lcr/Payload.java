package next700.protocol.lcr;

/** What the application broadcasts. The protocol never looks inside, and never copies it. */
public interface Payload {
    int sizeBytes();
}

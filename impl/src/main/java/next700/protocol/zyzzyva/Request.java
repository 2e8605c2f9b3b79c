package next700.protocol.zyzzyva;

import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/** {@code <REQUEST, o, t, c>}, with a MAC of the client for each replica. */
public record Request(Bytes operation, long timestamp, ClientId client, Authenticator authenticator)
        implements ZyzzyvaMessage, Signed {

    /** {@code d = H(m)}: what the client asks for, however it proves that. */
    public static Digest digest(Bytes operation, long timestamp, ClientId client) {
        return Digest.of("ZYZZYVA-REQUEST")
                .add(operation)
                .add(timestamp)
                .add(client)
                .digest();
    }

    public Digest digest() {
        return digest(operation, timestamp, client);
    }

    /** Which request it is: the client, and the client's number. */
    public RequestName name() {
        return new RequestName(client, timestamp);
    }

    @Override
    public Request signedBy(Signing keys) {
        return new Request(operation, timestamp, client, keys.authenticator(client, digest()));
    }
}

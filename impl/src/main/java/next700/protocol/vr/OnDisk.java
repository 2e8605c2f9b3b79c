package next700.protocol.vr;

/**
 * What a replica has on disk. The paper's replicas have nothing there (or a counter that makes nonces), and then lose what is
 * committed: a STARTVIEWCHANGE or a DOVIEWCHANGE may be counted when its sender has crashed since, and come back to the view
 * before. So a replica writes its view-number before it says anything of it, as the original VR did (8.2).
 *
 * @param lives how often the replica has been started: the nonce of its recovery
 */
public record OnDisk(long view, long lives) {}

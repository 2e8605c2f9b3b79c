package next700.benchmarks.lcr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import next700.broadcast.Member;
import next700.broadcast.MemberListener;
import next700.broadcast.MemberOptions;
import next700.protocol.lcr.LcrSettings;
import next700.protocol.lcr.MemberId;

/** A member of an LCR ring. */
final class LcrPeer implements Peer {
    private final Member member;

    private LcrPeer(Member member) {
        this.member = member;
    }

    static LcrPeer start(int self, List<String> addresses, boolean isFair, Receiver receiver) {
        List<MemberId> ring = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            ring.add(new MemberId("p" + (i + 1), addresses.get(i)));
        }
        LcrSettings settings = isFair ? LcrSettings.DEFAULT : LcrSettings.DEFAULT.unfair();
        MemberListener listener =
                (MemberId origin, long view, long position, ByteBuffer message) -> receiver.deliver(message);
        return new LcrPeer(Member.found(ring.get(self), ring, MemberOptions.DEFAULT.with(settings), listener));
    }

    @Override
    public void broadcast(byte[] message) {
        member.utoBroadcast(message);
    }

    @Override
    public void close() {
        member.close();
    }
}

package next700.protocol.pbft;

import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.Setting;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Relay;

/** How requests come to a replica (TOCS 2002, 4.1 and 4.2): from clients, and from others that vouch for them. */
final class Requests {
    private final ReplicaState replica;
    private final Voice voice;
    private final Progress progress;

    private final Setting<ReplicaId> setting;
    private final OrderedApplication application;
    private final Views views;
    private final Pending pending;

    Requests(ReplicaState replica, Voice voice, Progress progress) {
        this.replica = replica;
        this.voice = voice;
        this.progress = progress;
        this.setting = replica.setting;
        this.application = replica.application;
        this.views = replica.views;
        this.pending = replica.pending;
    }

    /**
     * Step PBFT.Request: a client sends to the primary, and to all when it gets no answer in time. A backup relays what
     * reached it, and expects the primary to see to it.
     */
    @Step("PBFT.Request")
    void onRequest(ClientRequest request, Effects out) {
        if (!pending.isAuthentic(request)) {
            return;
        }
        if (!application.awaits(request.submission())) {
            application.answerAgain(request.submission(), views.primary(), out);
            return;
        }
        voice.took("PBFT.Request", request.submission(), out);
        pending.considerAuthentic(request);
        if (!views.isPrimary() || !pending.isTrusted(request.client())) {
            var content = Relay.content(request, setting.self());
            voice.toOthers(new Relay(setting.instance(), request, setting.self(), voice.authenticator(content)), out);
        }
        progress.expect(out);
    }

    /** Step PBFT.Relay: another replica passes a request on. */
    @Step("PBFT.Relay")
    void onRelay(Relay relay, Effects out) {
        if (!isAuthentic(relay) || !application.awaits(relay.request().submission())) {
            return;
        }
        pending.vouch(relay.replica(), relay.request());
        pending.consider(relay.request());
        progress.expect(out);
    }

    /** The replica that the RELAY names sent it. */
    @Guard("PBFT.Relay.authentic")
    boolean isAuthentic(Relay relay) {
        return voice.isFromReplica(relay.replica(), relay.content(), relay.authenticator())
                && replica.isOfThisInstance(relay.request());
    }
}

package next700.protocol.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bound;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.RequestId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/** CHAIN, the one message of steps C1 to C4, in its three places: to the head, along the chain, and from the tail. */
public sealed interface ChainMessage extends InstanceMessage {

    /** {@code ⟨CHAIN, req, i, [IH]⟩} of step C1, with the client's MACs for the first {@code f + 1} replicas, in order. */
    record Submit(
            InstanceId instance,
            Request request,
            Optional<InitProof> init,
            @Bound(max = ReplicaId.MAX_NUMBER) List<Mac> macs)
            implements ChainMessage, InitCarrier, Signed {
        public Submit {
            macs = List.copyOf(macs);
        }

        /** What the client authenticates. */
        public static Digest content(InstanceId instance, Request request) {
            return Digest.of("CHAIN-REQUEST")
                    .add(instance.number())
                    .add(request.digest())
                    .digest();
        }

        @Override
        public Submit signedBy(Signing keys) {
            Digest content = content(instance, request);
            List<Mac> own = new ArrayList<>();
            for (int i = 0; i < macs.size(); i++) {
                own.add(keys.mac(request.client(), content, new ReplicaId(i + 1)));
            }
            return new Submit(instance, request, init, own);
        }
    }

    /** A request on its way, with the client's MACs for the first replicas and the last replicas' MACs for the client. */
    record Link(
            Request request,
            @Bound(max = ReplicaId.MAX_NUMBER) List<Mac> macs,
            @Bound(max = ReplicaId.MAX_NUMBER) List<Answer> answers) {
        public Link {
            macs = List.copyOf(macs);
            answers = List.copyOf(answers);
        }
    }

    /** One replica's MAC on a batch for another that comes later in the chain. */
    record Voucher(ReplicaId maker, ReplicaId receiver, Mac mac) {
        Voucher over(Digest content, Signing keys) {
            return new Voucher(maker, receiver, keys.mac(maker, content, receiver));
        }
    }

    /**
     * {@code ⟨CHAIN, req, i, sn, ...⟩} of steps C2 and C3, for a batch of requests, with the init history if it is the
     * first of its instance.
     */
    record Forward(
            InstanceId instance,
            long sequence,
            @Bound(min = 1) List<Link> batch,
            Optional<InitProof> init,

            @Bound(max = ReplicaId.MAX_NUMBER * ReplicaId.MAX_NUMBER)
            List<Voucher> vouchers)
            implements ChainMessage, InitCarrier, Signed {
        public Forward {
            batch = List.copyOf(batch);
            vouchers = List.copyOf(vouchers);
        }

        /**
         * What replicas authenticate for those after them. It covers the init history: otherwise a Byzantine replica
         * swaps one valid init history for another half-way down the chain.
         */
        public Digest content(ByzantineGroup group) {
            Digest.Builder content =
                    Digest.of("CHAIN").add(instance.number()).add(sequence).add(batch.size());
            batch.forEach(link -> content.add(link.request().digest()));
            init.map(proof -> proof.extract(group)).map(History::digest).ifPresent(content::add);
            return content.digest();
        }

        public List<Request> requests() {
            return batch.stream().map(Link::request).toList();
        }

        @Override
        public Forward signedBy(Signing keys) {
            Digest content = content(keys.group());
            List<Voucher> own = new ArrayList<>();
            for (Voucher voucher : vouchers) {
                own.add(keys.has(voucher.maker()) ? voucher.over(content, keys) : voucher);
            }
            return new Forward(instance, sequence, batch, init, own);
        }
    }

    /**
     * One replica's MAC for a client on the reply to its request. The thesis has the digests of reply and history travel
     * along; the client compares with what the tail says anyway, so the MAC is enough.
     */
    record Answer(ReplicaId replica, Mac mac) {
        /** What the replica authenticates. */
        public static Digest content(InstanceId instance, RequestId request, Bytes reply, Digest history) {
            return Digest.of("CHAIN-REPLY")
                    .add(instance.number())
                    .add(request.digest())
                    .add(reply)
                    .add(history)
                    .digest();
        }
    }

    /** {@code ⟨CHAIN, req, i, *, reply, LHDigest⟩} of step C4, from the tail. */
    record Reply(
            InstanceId instance,
            RequestId request,
            Bytes reply,
            Digest history,
            @Bound(max = ReplicaId.MAX_NUMBER) List<Answer> answers)
            implements ChainMessage, Signed {
        public Reply {
            answers = List.copyOf(answers);
        }

        public ClientId client() {
            return request.client();
        }

        public Digest content() {
            return Answer.content(instance, request, reply, history);
        }

        @Override
        public Reply signedBy(Signing keys) {
            List<Answer> own = new ArrayList<>();
            for (Answer answer : answers) {
                own.add(
                        keys.has(answer.replica())
                                ? new Answer(answer.replica(), keys.mac(answer.replica(), content(), client()))
                                : answer);
            }
            return new Reply(instance, request, reply, history, own);
        }
    }
}

package next700.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.checkpoints.Certificate;
import next700.wire.MalformedFrameException.Reason;

/**
 * Histories. Those of a frame are mostly the same, so that each is written as the longest one of the frame that it
 * continues and the requests that it adds, and decoded histories share what they share.
 *
 * <p>All histories of a frame make trees. Their nodes are numbered as they occur; node 0 is the empty history. A history is
 * the number of a node, the number of requests after it, and these, each a new node. The number that is not taken yet
 * stands for what a certificate covers, which follows, and becomes that node. Histories with the same requests but different
 * certificates are not the same here: digests of proofs cover the certificates, and must come out as they were.
 */
final class HistoryForm implements Form<History> {
    private static final int LEAST_BYTES = 2;
    private static final int MOST_DRAWN = 6;

    private final Form<Object> request;
    private final Form<Object> certificate;

    HistoryForm(Forms forms) {
        this.request = forms.of(Request.class);
        this.certificate = forms.of(Certificate.class);
    }

    /** What a history that is cut off begins with, or 0, and its digest: what tells nodes apart. */
    private record Name(int root, Digest digest) {}

    /** A history of a frame. */
    private record Node(int root, History history) {
        Name name() {
            return new Name(root, history.digest());
        }
    }

    /** The histories of a frame. All is found by digests, of which nobody can make many that a hash table holds for one. */
    private static final class Trees {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<Digest, Integer> roots = new HashMap<>();

        /** The numbers of the first nodes; of the others when they are asked for, as most frames have but one history. */
        private final Map<Name, Integer> numbers = new HashMap<>();

        Trees() {
            nodes.add(new Node(0, History.EMPTY));
        }

        int size() {
            return nodes.size();
        }

        Node node(int number) {
            return nodes.get(number);
        }

        void add(Node node) {
            nodes.add(node);
        }

        /** Adds what a certificate covers. */
        Node plant(Certificate covering) {
            roots.put(covering.digest(), roots.size() + 1);
            Node root = new Node(roots.size(), History.at(covering));
            nodes.add(root);
            return root;
        }

        /** Its number among the certificates; 0 for none, absent if it is new. */
        Optional<Integer> root(Optional<Certificate> covering) {
            return covering.isPresent()
                    ? Optional.ofNullable(roots.get(covering.get().digest()))
                    : Optional.of(0);
        }

        Optional<Integer> find(Node node) {
            for (int number = numbers.size(); number < nodes.size(); number++) {
                numbers.put(nodes.get(number).name(), number);
            }
            return Optional.ofNullable(numbers.get(node.name()));
        }
    }

    @Override
    public void write(History history, Out out) {
        if (!history.isWhole() && history.certificate().isEmpty()) {
            throw new IllegalArgumentException("a history that is cut off without a certificate");
        }
        Trees trees = out.memories().of(this, Trees::new);
        Optional<Certificate> covering = history.isWhole() ? Optional.empty() : history.certificate();
        Optional<Integer> known = trees.root(covering);
        Deque<History> added = new ArrayDeque<>();
        History continued = history;
        int root;
        if (known.isPresent()) {
            root = known.get();
            Optional<Integer> number = number(trees, root, continued);
            while (number.isEmpty()) {
                added.push(continued);
                continued = continued.parent();
                number = number(trees, root, continued);
            }
            out.number(number.get());
        } else {
            while (continued.length() > history.base().length()) {
                added.push(continued);
                continued = continued.parent();
            }
            out.number(trees.size());
            root = trees.plant(covering.get()).root();
            certificate.write(covering.get(), out);
        }
        out.number(added.size());
        out.items(added.size());
        for (History node : added) {
            request.write(node.last(), out);
            trees.add(new Node(root, node));
        }
    }

    private static Optional<Integer> number(Trees trees, int root, History history) {
        if (trees.size() == 1) {
            return history.length() == 0 ? Optional.of(0) : Optional.empty();
        }
        return trees.find(new Node(root, history));
    }

    @Override
    public History read(In in) throws MalformedFrameException {
        Trees trees = in.memories().of(this, Trees::new);
        long number = in.number();
        if (number < 0 || number > trees.size()) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "a history continues one that is not there");
        }
        boolean continues = number < trees.size();
        Node node = continues ? trees.node((int) number) : plant(in, trees);
        int added = in.items(in.number(), request.leastBytes());
        for (int i = 0; i < added; i++) {
            Node next = new Node(node.root(), node.history().append((Request) request.read(in)));
            // What follows upon a new node is new, and so is what follows upon the last.
            if (i == 0
                    && continues
                    && number < trees.size() - 1
                    && trees.find(next).isPresent()) {
                throw new MalformedFrameException(Reason.NOT_CANONICAL, "a history is written twice");
            }
            trees.add(next);
            node = next;
        }
        return node.history();
    }

    private Node plant(In in, Trees trees) throws MalformedFrameException {
        Certificate covering = (Certificate) certificate.read(in);
        if (trees.root(Optional.of(covering)).isPresent()) {
            throw new MalformedFrameException(Reason.NOT_CANONICAL, "a certificate is written twice");
        }
        return trees.plant(covering);
    }

    /** Any history, which often continues one that the value has already. */
    @Override
    public History draw(Draw draw) {
        Optional<History> known = draw.known(History.class);
        if (known.isPresent()) {
            return known.get();
        }
        List<History> earlier = draw.memories().of(this, ArrayList::new);
        History history = switch (draw.below(earlier.isEmpty() ? 2 : 4)) {
            case 0 -> History.EMPTY;
            case 1 -> History.at((Certificate) certificate.draw(draw));
            default -> beginning(earlier.get(draw.below(earlier.size())), draw);
        };
        for (int left = draw.below(MOST_DRAWN); left > 0; left--) {
            history = history.append((Request) request.draw(draw));
        }
        earlier.add(history);
        return history;
    }

    private static History beginning(History history, Draw draw) {
        int base = history.base().length();
        return history.prefix(base + draw.below(history.length() - base + 1));
    }

    @Override
    public int leastBytes() {
        return LEAST_BYTES;
    }

    @Override
    public String describe() {
        return "History";
    }
}

package next700.model;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import next700.protocol.Protocol;
import next700.protocol.checkpoints.Checkpointed;
import next700.protocol.composition.Composition;

/** The models of {@code specs/manifest.json}. */
public final class Models {
    private static final String MANIFEST = "manifest.json";

    private final Specifications specifications;
    private final List<Model> all;

    private record Manifest(List<Entry> models) {}

    /** A model as the manifest writes it: what does not apply is left out. */
    private record Entry(
            String protocol,
            String name,
            String module,
            String cfg,
            Model.Kind kind,
            Model.Set set,
            Long states,
            String property,
            Integer length,
            List<String> sometimes,
            String claim) {
        Model model() {
            return new Model(
                    protocol,
                    name,
                    module,
                    cfg,
                    kind,
                    set,
                    Optional.ofNullable(states),
                    Optional.ofNullable(property),
                    Optional.ofNullable(length),
                    sometimes == null ? List.of() : sometimes,
                    claim);
        }
    }

    private Models(Specifications specifications) {
        this.specifications = specifications;
        try {
            var mapper = JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
            Manifest manifest = mapper.readValue(specifications.bytes(MANIFEST), Manifest.class);
            this.all = manifest.models().stream().map(Entry::model).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest of the models cannot be read", e);
        }
    }

    /** The models packaged with this code. */
    public static Models packaged() {
        return in(Specifications.packaged());
    }

    public static Models in(Specifications specifications) {
        return new Models(specifications);
    }

    public List<Model> all() {
        return all;
    }

    /** The models of a specification, in the order of the manifest; none if there is no such. */
    public List<Model> ofProtocol(String protocol) {
        return ofAll(Set.of(protocol));
    }

    /** The models of all that a composition is made of, in the order of the manifest. */
    public List<Model> of(Composition composition) {
        return ofAll(parts(composition));
    }

    /** The protocols that a composition is made of, by the names that their specifications have. */
    public static Set<String> parts(Composition composition) {
        Set<String> parts = new HashSet<>();
        for (Protocol protocol : composition.cycle()) {
            parts.add(protocol.name());
            if (protocol instanceof Checkpointed) {
                parts.add("checkpoints");
            }
        }
        if (composition.cycle().size() > 1) {
            parts.add("abstract");
        }
        return parts;
    }

    private List<Model> ofAll(Set<String> protocols) {
        return all.stream()
                .filter(model -> protocols.contains(model.protocol()))
                .toList();
    }

    /** Whose models there are. */
    public List<String> protocols() {
        return all.stream().map(Model::protocol).distinct().toList();
    }

    /**
     * Runs a model that must hold by a server and workers, and does not ask what it reaches.
     *
     * @throws IllegalArgumentException if it must fail: TLC's server tells no counterexamples
     */
    public ModelRun runDistributed(
            Model model, TlcLimits limits, Distribution distribution, Consumer<Counts> onProgress) {
        if (model.kind() == Model.Kind.MUST_FAIL) {
            throw new IllegalArgumentException(
                    model.name() + " must fail, and TLC's server tells neither what fell nor how");
        }
        try {
            Tlc tlc = new Tlc(specifications, limits, onProgress).distributed(distribution);
            return new ModelRun(model.withoutSometimes(), tlc.check(model.module(), specifications.bytes(model.cfg())));
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest names a file that is not there", e);
        }
    }

    /** Runs a model; with one worker where it must fail, since with more the counterexample's length can vary. */
    public ModelRun run(Model model, TlcLimits limits, Consumer<Counts> onProgress) {
        try {
            byte[] configuration = specifications.bytes(model.cfg());
            TlcLimits own = model.kind() == Model.Kind.MUST_FAIL ? limits.withWorkers(1) : limits;
            return new ModelRun(model, new Tlc(specifications, own, onProgress).check(model.module(), configuration));
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest names a file that is not there", e);
        }
    }
}

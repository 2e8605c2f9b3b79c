package next700.cli.quorums;

import static next700.model.Placed.allow;
import static next700.model.Placed.fields;
import static next700.model.Placed.text;
import static next700.model.Placed.texts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import next700.model.MalformedModelsException;
import next700.model.Placed;
import next700.quorums.FailProne;
import next700.quorums.Listed;
import next700.quorums.Property;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;
import next700.quorums.Systems;

/**
 * A system of the user's own, from a file; {@code docs/quorums.md} has the format.
 *
 * @param names of the servers
 * @param reads what is read from
 * @param writes what is written to
 * @param failing which servers may fail together
 * @param property what the quorums are to have in common
 * @param isDerived whether the quorums are all but what may fail, since the file has none
 */
record OwnSystem(
        List<String> names,
        QuorumSystem reads,
        QuorumSystem writes,
        FailProne failing,
        Property property,
        boolean isDerived) {
    private static final String SERVERS = "servers";
    private static final String WEIGHTS = "weights";
    private static final String QUORUMS = "quorums";
    private static final String READS = "reads";
    private static final String WRITES = "writes";
    private static final String FAIL_PRONE = "failProne";
    private static final String PROPERTY = "property";

    /**
     * Reads a file.
     *
     * @param path its name, for errors
     * @throws MalformedModelsException if it is not in order, or if quorums of it do not meet; its message has place and cause
     */
    static OwnSystem read(String path, String json) {
        return new Reader(fields(Placed.read(path, json), "a quorum system", "{\"servers\": [\"a\", \"b\", \"c\"]}"))
                .system();
    }

    private static final class Reader {
        private final Placed.Fields top;
        private final List<String> names;

        Reader(Placed.Fields top) {
            this.top = allow(
                    top,
                    "a quorum system",
                    new LinkedHashSet<>(List.of(SERVERS, WEIGHTS, QUORUMS, READS, WRITES, FAIL_PRONE, PROPERTY)));
            this.names = names();
        }

        private List<String> names() {
            Placed servers =
                    top.get(SERVERS).orElseThrow(() -> top.error("there is no field 'servers', a list of names"));
            List<String> read = new ArrayList<>();
            for (Placed.Text name : texts(servers)) {
                if (read.contains(name.value())) {
                    throw name.error("the server '" + name.value() + "' is there twice");
                }
                read.add(name.value());
            }
            if (read.isEmpty() || read.size() > ServerSet.MOST) {
                throw servers.error("there must be from 1 to " + ServerSet.MOST + " servers, not " + read.size());
            }
            return List.copyOf(read);
        }

        OwnSystem system() {
            Optional<FailProne> failing = top.get(FAIL_PRONE).map(this::failing);
            Property property = top.get(PROPERTY).map(Reader::property).orElse(Property.INTERSECTION);
            if (property != Property.INTERSECTION && failing.isEmpty()) {
                throw top.get(PROPERTY)
                        .orElseThrow()
                        .error("the property needs a field 'failProne': sets that may fail together");
            }
            FailProne prone = failing.orElseGet(() -> new FailProne.UpTo(names.size(), 0));
            List<String> given = List.of(WEIGHTS, QUORUMS, READS).stream()
                    .filter(name -> top.get(name).isPresent())
                    .toList();
            if (given.size() > 1) {
                throw top.get(given.get(1))
                        .orElseThrow()
                        .error("there are '" + given.get(0) + "', too: one of them is enough");
            }
            if (top.get(READS).isPresent() != top.get(WRITES).isPresent()) {
                throw top.error("'reads' and 'writes' come together");
            }
            if (top.get(READS).isPresent()) {
                QuorumSystem reads = listed(READS);
                QuorumSystem writes = listed(WRITES);
                mustMeet(WRITES, READS);
                return new OwnSystem(names, reads, writes, prone, property, false);
            }
            if (top.get(WEIGHTS).isPresent()) {
                QuorumSystem weighted = weighted(top.get(WEIGHTS).orElseThrow());
                return new OwnSystem(names, weighted, weighted, prone, property, false);
            }
            if (top.get(QUORUMS).isPresent()) {
                QuorumSystem quorums = listed(QUORUMS);
                mustMeet(QUORUMS, QUORUMS);
                return new OwnSystem(names, quorums, quorums, prone, property, false);
            }
            if (prone instanceof FailProne.Sets sets) {
                QuorumSystem derived = at(top, () -> Systems.complements(sets));
                return new OwnSystem(names, derived, derived, prone, property, true);
            }
            throw top.error("there is no field 'quorums', 'weights', 'reads' and 'writes', or 'failProne'");
        }

        private FailProne failing(Placed value) {
            List<ServerSet> sets = new ArrayList<>();
            for (Placed one : items(value, FAIL_PRONE)) {
                sets.add(set(one));
            }
            return at(value, () -> new FailProne.Sets(names.size(), sets));
        }

        private static Property property(Placed value) {
            String name = text(value).value();
            for (Property property : Property.values()) {
                if (property.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return property;
                }
            }
            throw value.error(
                    "there is no property '" + name + "'; there are intersection, dissemination, masking, opaque");
        }

        private QuorumSystem listed(String field) {
            Placed value = top.get(field).orElseThrow();
            List<ServerSet> sets = new ArrayList<>();
            for (Placed one : items(value, field)) {
                ServerSet set = set(one);
                if (set.isEmpty()) {
                    throw one.error("a quorum has a server at least");
                }
                sets.add(set);
            }
            return at(value, () -> new Listed(field + " of the file", names.size(), sets));
        }

        private QuorumSystem weighted(Placed value) {
            Placed.Fields weights = fields(value, WEIGHTS, "{\"a\": 3, \"b\": 1}");
            for (String name : weights.values().keySet()) {
                if (!names.contains(name)) {
                    throw weights.values().get(name).error("there is no server '" + name + "'");
                }
            }
            List<Integer> votes = new ArrayList<>();
            for (String name : names) {
                Placed weight =
                        weights.get(name).orElseThrow(() -> weights.error("the server '" + name + "' has no weight"));
                votes.add(weight(name, weight));
            }
            return at(value, () -> Systems.weightedMajority(votes));
        }

        private static int weight(String server, Placed value) {
            if (value instanceof Placed.Literal literal && literal.value().matches("[1-9]\\d{0,5}")) {
                return Integer.parseInt(literal.value());
            }
            throw value.error("the weight of '" + server + "' must be a whole number above 0");
        }

        private static List<Placed> items(Placed value, String field) {
            if (value instanceof Placed.Items items && !items.values().isEmpty()) {
                return items.values();
            }
            throw value.error("'" + field + "' must be a list of lists of servers");
        }

        private ServerSet set(Placed value) {
            ServerSet set = ServerSet.EMPTY;
            for (Placed.Text name : texts(value)) {
                int server = names.indexOf(name.value());
                if (server < 0) {
                    throw name.error("there is no server '" + name.value() + "'");
                }
                set = set.with(server);
            }
            return set;
        }

        /** What does not meet is no quorum system, whatever else is claimed of it. */
        private void mustMeet(String written, String read) {
            List<Placed> writes = items(top.get(written).orElseThrow(), written);
            List<Placed> reads = items(top.get(read).orElseThrow(), read);
            for (Placed write : writes) {
                for (Placed other : reads) {
                    if (set(write).and(set(other)).isEmpty()) {
                        throw other.error("%s and %s (line %d) have no server in common: this is no quorum system"
                                .formatted(
                                        set(other).named(names),
                                        set(write).named(names),
                                        write.place().line()));
                    }
                }
            }
        }

        /** What a value of ours does not accept is wrong where it stands. */
        private static <T> T at(Placed place, Supplier<T> value) {
            try {
                return value.get();
            } catch (IllegalArgumentException e) {
                throw place.error(e.getMessage());
            }
        }
    }
}

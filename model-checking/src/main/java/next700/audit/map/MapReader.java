package next700.audit.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.audit.map.ProofMap.Auxiliary;
import next700.audit.source.Revision;

/**
 * Reads proof maps: files below {@code specs/} that end in {@code .proof}. {@code docs/audit.md} describes the format.
 *
 * <p>A file is a list of blocks. A block begins in the first column with a keyword and a name; its fields are indented, each
 * with a keyword of its own, and go on over the lines that begin with none. {@code #} begins a comment.
 */
public final class MapReader {
    private static final String SUFFIX = ".proof";

    private static final Set<String> BLOCKS = Set.of(
            "PROTOCOL",
            "INCLUDE",
            "ASSUMPTION",
            "STEP",
            "GUARD",
            "THRESHOLD",
            "PART",
            "LEMMA",
            "PROPERTY",
            "EXTEND",
            "AUXILIARY");

    private static final Set<String> FIELDS = Set.of(
            "TITLE",
            "SPEC",
            "CODE",
            "SHARED",
            "OVER",
            "ROLE",
            "SAYS",
            "SINCE",
            "SOURCE",
            "USES",
            "LEMMAS",
            "ASSUMES",
            "FORMULA",
            "INVARIANT",
            "CLAIM",
            "INDUCTION",
            "WHY");

    /** Of a lemma, what a protocol can add to. */
    private static final Set<String> LEMMA_FIELDS =
            new TreeSet<>(Set.of("SINCE", "USES", "LEMMAS", "ASSUMES", "FORMULA", "INVARIANT", "CLAIM", "INDUCTION"));

    /** Of an item. */
    private static final Set<String> ITEM_FIELDS = new TreeSet<>(Set.of("SPEC", "CODE"));

    private final Revision revision;
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final Map<String, Assumption> assumptions = new LinkedHashMap<>();
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Lemma> lemmas = new LinkedHashMap<>();
    private final Map<String, Auxiliary> auxiliary = new LinkedHashMap<>();
    private final Set<String> read = new TreeSet<>();
    private Optional<Block> head = Optional.empty();

    private record Block(String keyword, String name, Place place, Map<String, String> fields) {
        String text(String field) {
            return fields.getOrDefault(field, "");
        }

        List<String> list(String field) {
            return Arrays.stream(text(field).split(",", -1))
                    .map(String::strip)
                    .filter(element -> !element.isEmpty())
                    .toList();
        }
    }

    private MapReader(Revision revision) {
        this.revision = revision;
    }

    /** The maps of all protocols of a revision, in the order of their paths. */
    public static List<ProofMap> all(Revision revision) {
        return revision.specifications().entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith(SUFFIX) && file.getValue().contains("\nPROTOCOL "))
                .map(file -> new MapReader(revision).read(file.getKey()))
                .toList();
    }

    private ProofMap read(String path) {
        readFile(path);
        Block protocol = head.orElseThrow();
        return new ProofMap(
                protocol.name(),
                protocol.text("TITLE"),
                protocol.list("SPEC"),
                protocol.list("CODE"),
                protocol.list("SHARED"),
                protocol.list("OVER"),
                assumptions,
                items,
                lemmas,
                auxiliary,
                protocol.place(),
                read);
    }

    private void readFile(String path) {
        String text = Optional.ofNullable(revision.files().get(path))
                .orElseThrow(() -> new MalformedMapException(new Place(path, 1), "there is no such file"));
        read.add(path);
        for (Block block : blocks(path, text)) {
            take(block);
        }
    }

    private List<Block> blocks(String path, String text) {
        List<Block> blocks = new ArrayList<>();
        String field = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Place place = new Place(path, number);
            String[] words = line.strip().split("\\s+", 2);
            String rest = words.length > 1 ? words[1] : "";
            if (!Character.isWhitespace(line.charAt(0))) {
                if (!BLOCKS.contains(words[0])) {
                    throw new MalformedMapException(
                            place,
                            "'" + words[0] + "' begins no block; it must be one of " + String.join(", ", BLOCKS));
                }
                blocks.add(new Block(words[0], rest, place, new LinkedHashMap<>()));
                field = "";
            } else if (blocks.isEmpty()) {
                throw new MalformedMapException(place, "a field stands before the first block");
            } else if (FIELDS.contains(words[0])) {
                field = words[0];
                if (blocks.getLast().fields().put(field, rest) != null) {
                    throw new MalformedMapException(place, field + " stands twice in one block");
                }
            } else if (field.isEmpty()) {
                throw new MalformedMapException(
                        place, "'" + words[0] + "' is no field; it must be one of " + String.join(", ", FIELDS));
            } else {
                String more = line.strip();
                blocks.getLast()
                        .fields()
                        .merge(field, more, (before, now) -> before.isEmpty() ? now : before + " " + now);
            }
        }
        return blocks;
    }

    private void take(Block raw) {
        if (raw.keyword().equals("PROTOCOL")) {
            takeProtocol(raw);
            return;
        }
        Block block = played(raw);
        switch (block.keyword()) {
            case "INCLUDE" -> readFile(revision.layout().specifications() + "/" + block.name());
            case "ASSUMPTION" -> define(assumptions, block, assumption(block));
            case "LEMMA", "PROPERTY" -> define(lemmas, block, lemma(block));
            case "EXTEND" -> extend(block);
            case "AUXILIARY" -> define(auxiliary, block, new Auxiliary(block.name(), block.text("WHY"), block.place()));
            default -> define(items, block, item(block));
        }
    }

    private void takeProtocol(Block block) {
        if (head.isPresent()) {
            throw new MalformedMapException(block.place(), "a map is of one protocol, and this one has been named");
        }
        head = Optional.of(block);
        for (String role : block.list("ROLE")) {
            String[] parts = role.split("\\s*=\\s*", 2);
            if (parts.length < 2) {
                throw new MalformedMapException(block.place(), "'" + role + "' is no ROLE; write role = step");
            }
            roles.put("<" + parts[0] + ">", parts[1]);
        }
    }

    /** The block with the protocol's own steps for the roles that the shared parts of a proof speak of. */
    private Block played(Block block) {
        Map<String, String> fields = new LinkedHashMap<>();
        block.fields().forEach((field, text) -> fields.put(field, played(block, text)));
        return new Block(block.keyword(), played(block, block.name()), block.place(), fields);
    }

    private String played(Block block, String text) {
        String played = text;
        for (Map.Entry<String, String> role : roles.entrySet()) {
            played = played.replace(role.getKey(), role.getValue());
        }
        int open = played.indexOf('<');
        if (open >= 0 && played.indexOf('>', open) > open && Character.isLowerCase(played.charAt(open + 1))) {
            throw new MalformedMapException(
                    block.place(), "nobody plays the role in '" + played.substring(open) + "'; PROTOCOL names roles");
        }
        return played;
    }

    private static <V> void define(Map<String, V> all, Block block, V value) {
        if (block.name().isEmpty()) {
            throw new MalformedMapException(block.place(), block.keyword() + " without a name");
        }
        if (all.put(block.name(), value) != null) {
            throw new MalformedMapException(block.place(), block.name() + " is there already");
        }
    }

    /** What a protocol adds to a lemma, or to an item, that it shares with others. */
    private void extend(Block block) {
        Lemma lemma = lemmas.get(block.name());
        Item item = items.get(block.name());
        if (lemma == null && item == null) {
            throw new MalformedMapException(
                    block.place(), "there is no " + block.name() + " before this, which EXTEND could add to");
        }
        Set<String> allowed = lemma != null ? LEMMA_FIELDS : ITEM_FIELDS;
        block.fields().keySet().stream()
                .filter(field -> !allowed.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new MalformedMapException(
                            block.place(), field + " cannot be added to; EXTEND takes " + String.join(", ", allowed));
                });
        if (lemma != null) {
            lemmas.put(block.name(), lemma.with(lemma(block)));
        } else {
            items.put(block.name(), item.with(block.list("SPEC"), block.list("CODE")));
        }
    }

    private static Assumption assumption(Block block) {
        return new Assumption(block.name(), block.text("SAYS"), block.list("CODE"), block.place());
    }

    private static Item item(Block block) {
        return new Item(
                block.name(),
                Item.Kind.valueOf(block.keyword()),
                block.list("SPEC"),
                block.list("CODE"),
                block.text("WHY"),
                block.place());
    }

    private static Lemma lemma(Block block) {
        return new Lemma(
                block.name(),
                block.keyword().equals("PROPERTY"),
                block.text("SOURCE"),
                block.text("SAYS"),
                block.text("SINCE"),
                block.list("USES"),
                block.list("LEMMAS"),
                block.list("ASSUMES"),
                block.list("FORMULA"),
                block.list("INVARIANT"),
                block.list("CLAIM"),
                block.list("INDUCTION"),
                block.place());
    }
}

package next700.cli.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A page of the site.
 *
 * @param source the Markdown file, relative to the home of the project
 * @param target the page, relative to the site
 */
record Page(String source, String target, Node content) {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(EXTENSIONS).build();

    /** A part of a page, for the search. */
    record Passage(String page, String title, String anchor, String text) {}

    /** A link whose target is neither in the site nor elsewhere. */
    record Broken(String source, String link) {}

    static Page of(String source, String target, String markdown) {
        return new Page(source, target, PARSER.parse(markdown));
    }

    /** Its first heading. */
    String title() {
        for (Node node = content.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                return TEXT.render(node).strip();
            }
        }
        return source;
    }

    String html() {
        return HTML.render(content);
    }

    /** How to get from this page to the top of the site. */
    String up() {
        return "../".repeat((int)
                target.chars().filter(character -> character == '/').count());
    }

    /**
     * Lets links and pictures lead to what the site has of them, and to the project where it has nothing.
     *
     * @param targets in the site, by source
     * @param home of the project
     * @return those that lead nowhere
     */
    List<Broken> relink(Map<String, String> targets, Path home) {
        List<Broken> broken = new ArrayList<>();
        content.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(relinked(link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(relinked(image.getDestination()));
            }

            private String relinked(String destination) {
                if (destination.matches("[a-z]+:.*|#.*")) {
                    return destination;
                }
                int hash = destination.indexOf('#');
                String anchor = hash < 0 ? "" : destination.substring(hash);
                String path = resolved(hash < 0 ? destination : destination.substring(0, hash));
                if (targets.containsKey(path)) {
                    return up() + targets.get(path) + anchor;
                }
                if (!Files.exists(home.resolve(path))) {
                    broken.add(new Broken(source, destination));
                }
                return home.resolve(path).toUri() + anchor;
            }
        });
        return broken;
    }

    /** A path as it stands in the page, from the home of the project. */
    private String resolved(String path) {
        return Path.of(source).resolveSibling(path).normalize().toString().replace('\\', '/');
    }

    /** What stands below each heading. */
    List<Passage> passages() {
        List<Passage> passages = new ArrayList<>();
        IdGenerator anchors = IdGenerator.builder().build();
        String heading = title();
        String anchor = "";
        StringBuilder text = new StringBuilder();
        for (Node node = content.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                passages.add(
                        new Passage(target, heading, anchor, text.toString().strip()));
                heading = TEXT.render(node).strip();
                anchor = anchors.generateId(words((Heading) node));
                text.setLength(0);
            } else {
                text.append(TEXT.render(node)).append('\n');
            }
        }
        passages.add(new Passage(target, heading, anchor, text.toString().strip()));
        passages.removeIf(passage -> passage.text().isEmpty());
        return passages;
    }

    /** Of which the renderer makes an anchor. */
    private static String words(Heading heading) {
        StringBuilder words = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }
}

package next700.report;

/** The beginning of a text, where a page has no room for the whole. */
public final class Excerpt {
    private Excerpt() {}

    /** The text if it has no more characters than that, or else its beginning and an ellipsis. */
    public static String of(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    }

    /** The text if it has no more characters than that, or else its beginning and its end, which of a list says most. */
    public static String ofEnds(String text, int characters) {
        int beginning = characters / 2;
        return text.length() <= characters
                ? text
                : text.substring(0, beginning) + "…" + text.substring(text.length() - (characters - beginning - 1));
    }
}

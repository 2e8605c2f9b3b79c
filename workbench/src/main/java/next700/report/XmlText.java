package next700.report;

/** Text as XML 1.0 can have it, which has no words for most control characters, not even escaped. */
public final class XmlText {
    private XmlText() {}

    /** The same, with U+FFFD for what cannot be said. */
    public static String of(String text) {
        return text.codePoints()
                .map(each -> isLegal(each) ? each : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLegal(int each) {
        return each == '\t'
                || each == '\n'
                || each == '\r'
                || (each >= 0x20 && each <= 0xD7FF)
                || (each >= 0xE000 && each <= 0xFFFD)
                || each >= 0x10000;
    }
}

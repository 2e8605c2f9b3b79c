package next700.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A value as TLC prints it. */
public sealed interface TlaValue {

    /** A number, a string, a truth value or a model value. */
    record Atom(String text) implements TlaValue {
        @Override
        public String toString() {
            return text;
        }
    }

    record Tuple(List<TlaValue> elements) implements TlaValue {
        @Override
        public String toString() {
            return joined("<<", elements, ">>");
        }
    }

    record Members(List<TlaValue> elements) implements TlaValue {
        @Override
        public String toString() {
            return joined("{", elements, "}");
        }
    }

    record Fields(Map<String, TlaValue> fields) implements TlaValue {
        @Override
        public String toString() {
            if (fields.keySet().equals(java.util.Set.of("client", "time", "operation"))) {
                return request();
            }
            return fields.entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(Collectors.joining(", ", "[", "]"));
        }

        /** A request, as the implementation prints it too. */
        private String request() {
            String operation = fields.get("operation").toString();
            return fields.get("client") + ":" + fields.get("time") + (operation.equals("1") ? "" : "/" + operation);
        }
    }

    record Function(Map<TlaValue, TlaValue> pairs) implements TlaValue {
        @Override
        public String toString() {
            return pairs.entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(Collectors.joining(", ", "(", ")"));
        }
    }

    private static String joined(String open, List<TlaValue> elements, String close) {
        return elements.stream().map(TlaValue::toString).collect(Collectors.joining(", ", open, close));
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is not a value
     */
    static TlaValue parse(String text) {
        Parser parser = new Parser(text);
        TlaValue value = parser.value();
        parser.expectEnd();
        return value;
    }

    /** By recursive descent over TLC's own output, which is a small part of TLA+. */
    final class Parser {
        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text;
        }

        private TlaValue value() {
            if (skip("<<")) {
                return new Tuple(until(">>"));
            } else if (skip("{")) {
                return new Members(until("}"));
            } else if (skip("[")) {
                return fields();
            } else if (skip("(")) {
                return function();
            } else if (peek("\"")) {
                return string();
            } else {
                return new Atom(word());
            }
        }

        private List<TlaValue> until(String close) {
            List<TlaValue> elements = new ArrayList<>();
            if (skip(close)) {
                return elements;
            }
            do {
                elements.add(value());
            } while (skip(","));
            expect(close);
            return elements;
        }

        private TlaValue fields() {
            Map<String, TlaValue> fields = new LinkedHashMap<>();
            do {
                String name = word();
                expect("|->");
                fields.put(name, value());
            } while (skip(","));
            expect("]");
            return new Fields(fields);
        }

        private TlaValue function() {
            Map<TlaValue, TlaValue> pairs = new LinkedHashMap<>();
            do {
                TlaValue argument = value();
                expect(":>");
                pairs.put(argument, value());
            } while (skip("@@"));
            expect(")");
            return new Function(pairs);
        }

        private TlaValue string() {
            int start = at;
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
            return new Atom(text.substring(start, Math.min(at, text.length())));
        }

        private String word() {
            blank();
            int start = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || "_-.".indexOf(text.charAt(at)) >= 0)) {
                at++;
            }
            if (at == start) {
                throw unexpected("a value");
            }
            return text.substring(start, at);
        }

        private boolean peek(String token) {
            blank();
            return text.startsWith(token, at);
        }

        private boolean skip(String token) {
            boolean there = peek(token);
            if (there) {
                at += token.length();
            }
            return there;
        }

        private void expect(String token) {
            if (!skip(token)) {
                throw unexpected(token);
            }
        }

        private void expectEnd() {
            blank();
            if (at < text.length()) {
                throw unexpected("the end");
            }
        }

        private void blank() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException unexpected(String wanted) {
            return new IllegalArgumentException("expected " + wanted + " at offset " + at + " of: " + text);
        }
    }
}

package next700.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The choices of a run, in order: the whole schedule. Zeros at the end mean nothing, since a tape reads 0 past its end;
 * so a tape never has any.
 *
 * <p>As text, a choice is a character of base64url, and four zeros or more are a dot and the character of their
 * number.
 */
public final class Tape {
    public static final Tape EMPTY = new Tape(new int[0]);

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    private static final int SHORTEST_RUN_OF_ZEROS = 4;

    private final int[] choices;

    private Tape(int[] choices) {
        int length = choices.length;
        while (length > 0 && choices[length - 1] == 0) {
            length--;
        }
        this.choices = Arrays.copyOf(choices, length);
    }

    /**
     * A tape of the given choices.
     *
     * @throws IllegalArgumentException if a choice is not from 0 to 63
     */
    public static Tape of(int... choices) {
        for (int choice : choices) {
            if (choice < 0 || choice >= ChoiceTape.MAX_BOUND) {
                throw new IllegalArgumentException(
                        "a choice is from 0 to " + (ChoiceTape.MAX_BOUND - 1) + ", not " + choice);
            }
        }
        return new Tape(choices);
    }

    public static Tape of(List<Integer> choices) {
        return of(choices.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is not a tape; the message says where
     */
    public static Tape decode(String text) {
        List<Integer> choices = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '.') {
                i++;
                int zeros = valueAt(text, i);
                for (int k = 0; k < zeros; k++) {
                    choices.add(0);
                }
            } else {
                choices.add(valueAt(text, i));
            }
        }
        return of(choices);
    }

    private static int valueAt(String text, int index) {
        int value = index < text.length() ? ALPHABET.indexOf(text.charAt(index)) : -1;
        if (value < 0) {
            throw new IllegalArgumentException(
                    "not a choice tape: nothing to read at character " + (index + 1) + " of '" + text + "'");
        }
        return value;
    }

    public String encode() {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < choices.length) {
            int zeros = 0;
            while (zeros < ChoiceTape.MAX_BOUND - 1 && choices[i + zeros] == 0) {
                zeros++;
            }
            if (zeros >= SHORTEST_RUN_OF_ZEROS) {
                text.append('.').append(ALPHABET.charAt(zeros));
                i += zeros;
            } else {
                text.append(ALPHABET.charAt(choices[i]));
                i++;
            }
        }
        return text.toString();
    }

    /** The choice at an index, 0 past the end. */
    public int at(int index) {
        return index < choices.length ? choices[index] : 0;
    }

    public int length() {
        return choices.length;
    }

    /** How many choices are not the boring one. */
    public int weight() {
        return (int) Arrays.stream(choices).filter(choice -> choice != 0).count();
    }

    public int[] toArray() {
        return choices.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tape tape && Arrays.equals(choices, tape.choices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(choices);
    }

    @Override
    public String toString() {
        return encode();
    }
}

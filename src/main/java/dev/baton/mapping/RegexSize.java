package dev.baton.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a regular expression becomes when it is compiled. The engine writes out what is repeated, so that a few
 * nested counts would fill the heap; this tells it before, from the text.
 */
final class RegexSize {

    /** In states; the longest pattern anyone writes by hand has some hundred. */
    static final int LARGEST = 10_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");
    /** What counts as one, whatever is in it: an escape or a class. */
    private static final Pattern ATOM =
            Pattern.compile("\\\\(?:[pPx]\\{[^}]*}|.)|\\[\\^?]?(?:\\[:[^\\]:]*:]|\\\\.|[^\\]\\\\])*]", Pattern.DOTALL);

    private final Deque<Double> outer = new ArrayDeque<>();
    private double size;
    private double last;

    private RegexSize() {}

    /** About so many states, at most a few times too few. */
    static double of(String expression) {
        RegexSize regex = new RegexSize();
        Matcher count = COUNT.matcher(expression);
        Matcher atom = ATOM.matcher(expression);
        for (int i = 0; i < expression.length(); ) {
            if (count.region(i, expression.length()).lookingAt()) {
                regex.repeat(Math.max(number(count.group(1)), number(count.group(2))));
                i = count.end();
            } else if (atom.region(i, expression.length()).lookingAt()) {
                regex.add(1);
                i = atom.end();
            } else {
                regex.take(expression.charAt(i++));
            }
        }
        return regex.all();
    }

    private void take(char c) {
        switch (c) {
            case '(' -> {
                outer.push(size);
                size = 0;
                last = 0;
            }
            case ')' -> close();
            case '*', '+', '?' -> {
                size++;
                last++;
            }
            default -> add(1);
        }
    }

    private void close() {
        double group = size + 2;
        size = outer.isEmpty() ? 0 : outer.pop();
        add(group);
    }

    private void add(double states) {
        size += states;
        last = states;
    }

    private void repeat(double times) {
        size += last * Math.max(0, times - 1);
        last *= Math.max(1, times);
    }

    private double all() {
        return size + outer.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double number(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Double.parseDouble(digits);
    }
}

package dev.baton.schema;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known word that somebody most likely meant. */
public final class Nearest {

    // Longer words are never a slip of the pen, and the comparison is quadratic.
    private static final int MAX_LENGTH = 64;

    private Nearest() {}

    /**
     * The known word with the smallest Damerau-Levenshtein distance, if that is at most a third of its length; the first
     * of equals. Case, {@code _} and {@code -} do not count.
     */
    public static @Nullable String to(String word, Collection<String> known) {
        String plain = plain(word);
        if (plain.length() > MAX_LENGTH) {
            return null;
        }
        String nearest = null;
        int smallest = Integer.MAX_VALUE;
        for (String candidate : known) {
            String other = plain(candidate);
            int allowed = Math.max(plain.length(), other.length()) / 3;
            if (Math.abs(plain.length() - other.length()) > allowed || other.length() > MAX_LENGTH) {
                continue;
            }
            int distance = distance(plain, other);
            if (distance <= allowed && distance < smallest) {
                nearest = candidate;
                smallest = distance;
            }
        }
        return nearest;
    }

    private static String plain(String word) {
        String plain = word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return plain.isEmpty() ? word : plain;
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}

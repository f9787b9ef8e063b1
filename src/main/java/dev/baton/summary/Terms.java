package dev.baton.summary;

/**
 * How much each word of a conversation tells what it is about: a word that comes often, but in few of the lines (TF-IDF).
 * No language is known: what comes everywhere, such as articles and greetings, weighs little by itself. Words are counted
 * by their hash; that two share a place now and then changes a choice at most.
 */
final class Terms {

    private static final int LEAST = 3;
    private static final int FEWEST_PLACES = 512;
    private static final int MOST_PLACES = 1 << 16;

    private final int[] times;
    private final int[] lines;
    private final int[] lastLine;
    private int lineCount;

    /** Of the word that was found last. */
    private int hash;

    private int end;

    /** @param characters of the whole conversation */
    Terms(int characters) {
        int places = Math.max(FEWEST_PLACES, Math.min(MOST_PLACES, Integer.highestOneBit(Math.max(1, characters)) / 2));
        times = new int[places];
        lines = new int[places];
        lastLine = new int[places];
    }

    /** One more line of the conversation. */
    void add(String line) {
        lineCount++;
        for (int at = next(line, 0, line.length()); at >= 0; at = next(line, end, line.length())) {
            int place = place();
            times[place]++;
            if (lastLine[place] != lineCount) {
                lastLine[place] = lineCount;
                lines[place]++;
            }
        }
    }

    /** How much a part of an added line tells; 0 for one of less than three words. */
    double weight(String line, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int at = next(line, from, to); at >= 0; at = next(line, end, to)) {
            int place = place();
            sum += times[place] * Math.log((lineCount + 1.0) / Math.max(1, lines[place]));
            count++;
        }
        // Long ones do not win by their length, nor do single words.
        return count < LEAST ? 0 : sum / (count + 2 * LEAST);
    }

    /** How many words there are, up to a number. */
    int count(String line, int most) {
        int count = 0;
        for (int at = next(line, 0, line.length()); at >= 0 && count < most; at = next(line, end, line.length())) {
            count++;
        }
        return count;
    }

    private int place() {
        int spread = hash * 0x9E3779B9;
        return spread >>> Integer.numberOfLeadingZeros(times.length) + 1;
    }

    /** The next word of three letters or more, or with a digit; of scripts without blanks, every two characters. */
    private int next(String line, int from, int to) {
        int start = -1;
        boolean digit = false;
        for (int at = from; at < to; at++) {
            char c = line.charAt(at);
            if (isDense(c)) {
                if (start >= 0 && isWord(at - start, digit)) {
                    end = at;
                    return start;
                }
                if (at + 1 < to && isDense(line.charAt(at + 1))) {
                    hash = c * 31 + line.charAt(at + 1);
                    end = at + 1;
                    return at;
                }
                start = -1;
            } else if (Character.isLetterOrDigit(c)) {
                if (start < 0) {
                    start = at;
                    hash = 0;
                    digit = false;
                }
                digit |= c >= '0' && c <= '9';
                hash = hash * 31 + Character.toLowerCase(c);
            } else if (start >= 0) {
                if (isWord(at - start, digit)) {
                    end = at;
                    return start;
                }
                start = -1;
            }
        }
        end = to;
        return start >= 0 && isWord(to - start, digit) ? start : -1;
    }

    private static boolean isWord(int length, boolean digit) {
        return digit || length >= LEAST;
    }

    /** Scripts that are written without blanks: Thai to Myanmar, Khmer, kana, Chinese characters. */
    private static boolean isDense(char c) {
        return c >= '\u0e00'
                && (c <= '\u109f'
                        || c >= '\u1780' && c <= '\u17ff'
                        || c >= '\u3040' && c <= '\u30ff'
                        || c >= '\u3400' && c <= '\u9fff'
                        || c >= '\uf900' && c <= '\ufaff');
    }
}

package dev.baton.mapping;

/** A text that spends of the budget when it is read, for the regex engine: its time is in the reading. */
final class CountedText implements CharSequence {

    private static final int READS = 8;

    private final String text;
    private final Budget budget = Budget.current();
    private int reads;

    CountedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++reads == READS) {
            reads = 0;
            budget.spend(1, null);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.baton.summary;

import dev.baton.mapping.Text;
import java.util.List;

/**
 * Picks from a conversation, word for word, what an agent needs first: with what the customer came, the sentences that
 * tell most, the customer's last words, and how long it was. Knows no language, and takes time linear in the length.
 */
final class Extract {

    private static final int LONGEST_FIRST = 240;
    private static final int LONGEST_OTHER = 180;
    private static final int SENTENCES = 3;

    /** A greeting is no concern. */
    private static final int WORDS_OF_A_CONCERN = 3;

    /** Bots repeat themselves; and what they ask, the customer's answer tells. */
    private static final double NOT_BY_THE_CUSTOMER = 0.6;

    private final List<Said> said;
    private final Terms terms;
    private final int first;
    private final int last;

    private Extract(List<Said> said) {
        this.said = said;
        this.terms =
                new Terms(said.stream().mapToInt(one -> one.text().length()).sum());
        said.forEach(one -> terms.add(one.text()));
        this.first = concern();
        this.last = lastOfCustomer();
    }

    /** @param said at least one message */
    static String of(List<Said> said) {
        return new Extract(said).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        if (first >= 0) {
            add(text, "The customer came with", first, 0, said.get(first).text().length(), LONGEST_FIRST);
        }
        for (Sentence one : telling()) {
            add(text, said.get(one.said()).speaker(), one.said(), one.from(), one.to(), LONGEST_OTHER);
        }
        if (last > first) {
            add(
                    text,
                    "The customer's last words",
                    last,
                    0,
                    said.get(last).text().length(),
                    LONGEST_OTHER);
        }
        long customers = said.stream().filter(Said::byCustomer).count();
        return text.append(said.size())
                .append(said.size() == 1 ? " message, " : " messages, ")
                .append(customers)
                .append(" by the customer. Picked from the transcript.")
                .toString();
    }

    private void add(StringBuilder text, String label, int number, int from, int to, int limit) {
        // Twice what is shown: white space may go.
        int enough = Text.boundary(said.get(number).text(), from, Math.min(to, from + 2 * limit));
        String line = Plain.line(said.get(number).text(), from, enough);
        text.append(label)
                .append(": ")
                .append(Text.cut(enough < to ? line + Text.MARK : line, limit))
                .append('\n');
    }

    private List<Sentence> telling() {
        Sentence.Best best = new Sentence.Best(SENTENCES, said);
        for (int number = 0; number < said.size(); number++) {
            Said one = said.get(number);
            String text = one.text();
            int shown = number == first ? LONGEST_FIRST : number == last ? LONGEST_OTHER : 0;
            for (int from = 0, to; from < text.length(); from = to) {
                to = Sentence.end(text, from);
                if (from >= shown && (one.byCustomer() || !Sentence.asks(text, to))) {
                    double factor = one.byCustomer() ? 1 : NOT_BY_THE_CUSTOMER;
                    best.offer(new Sentence(number, from, to, factor * terms.weight(text, from, to)));
                }
            }
        }
        return best.inOrder();
    }

    /** The customer's first message that is more than a greeting; -1 when the customer said nothing. */
    private int concern() {
        int any = -1;
        for (int number = 0; number < said.size(); number++) {
            if (said.get(number).byCustomer()) {
                String text = said.get(number).text();
                if (terms.count(text, WORDS_OF_A_CONCERN) == WORDS_OF_A_CONCERN) {
                    return number;
                }
                any = any < 0 ? number : any;
            }
        }
        return any;
    }

    private int lastOfCustomer() {
        for (int number = said.size() - 1; number >= 0; number--) {
            if (said.get(number).byCustomer()) {
                return number;
            }
        }
        return -1;
    }
}

package dev.baton.words;

import dev.baton.mapping.MessageTemplate;
import dev.baton.mapping.MessageTemplate.Parts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A template for a translator's eyes: variables, and the tags of SSML, are replaced by marks. Values are never among it,
 * and a translation counts only when each mark came back once.
 */
final class ProtectedText {

    private final boolean ssml;
    private final List<Piece> pieces = new ArrayList<>();

    private ProtectedText(boolean ssml) {
        this.ssml = ssml;
    }

    private sealed interface Piece {
        /** @param text without the entities of XML */
        record Literal(String text) implements Piece {}

        record Variable(String path) implements Piece {}

        /** @param text a template, since attributes may have variables */
        record Tag(String text) implements Piece {}
    }

    static ProtectedText of(String template, boolean ssml) {
        ProtectedText text = new ProtectedText(ssml);
        int done = 0;
        if (ssml) {
            Matcher tag = Ssml.TAG.matcher(template);
            while (tag.find()) {
                text.add(template.substring(done, tag.start()));
                text.pieces.add(new Piece.Tag(tag.group()));
                done = tag.end();
            }
        }
        text.add(template.substring(done));
        return text;
    }

    private void add(String template) {
        Parts parts = MessageTemplate.parts(template);
        for (int i = 0; i < parts.literals().size(); i++) {
            String literal = parts.literals().get(i);
            if (!literal.isEmpty()) {
                pieces.add(new Piece.Literal(ssml ? Ssml.unescape(literal) : literal));
            }
            if (i < parts.variables().size()) {
                pieces.add(new Piece.Variable(parts.variables().get(i)));
            }
        }
    }

    /** Whether there is anything to translate. */
    boolean hasWords() {
        return pieces.stream()
                .anyMatch(piece -> piece instanceof Piece.Literal literal
                        && literal.text().codePoints().anyMatch(Character::isLetter));
    }

    /** Whether {@link #marked} has marks. */
    boolean hasMarks() {
        return pieces.subList(first(), last()).stream().anyMatch(piece -> !(piece instanceof Piece.Literal));
    }

    /** What is sent: without the tags around the whole. */
    String marked(Marks marks) {
        boolean marked = hasMarks();
        StringBuilder text = new StringBuilder();
        for (int i = first(); i < last(); i++) {
            if (pieces.get(i) instanceof Piece.Literal literal) {
                text.append(marked ? marks.written().apply(literal.text()) : literal.text());
            } else {
                text.append(marks.mark(i));
            }
        }
        return text.toString();
    }

    /** @return empty when a mark is missing, came twice or, of a tag, at another place among the tags */
    Optional<Parts> restored(String translation, Marks marks) {
        Builder template = new Builder(ssml);
        pieces.subList(0, first()).forEach(template::add);
        BitSet seen = new BitSet();
        int lastTag = -1;
        int done = 0;
        Matcher mark = marks.found().matcher(hasMarks() ? translation : "");
        while (mark.find()) {
            int number = Integer.parseInt(mark.group(1));
            boolean known = number >= first() && number < last() && !(pieces.get(number) instanceof Piece.Literal);
            boolean isTag = known && pieces.get(number) instanceof Piece.Tag;
            if (!known || seen.get(number) || isTag && number < lastTag) {
                return Optional.empty();
            }
            seen.set(number);
            lastTag = isTag ? number : lastTag;
            template.literal(marks.read().apply(translation.substring(done, mark.start())));
            template.add(pieces.get(number));
            done = mark.end();
        }
        template.literal(hasMarks() ? marks.read().apply(translation.substring(done)) : translation);
        pieces.subList(last(), pieces.size()).forEach(template::add);
        return seen.cardinality() == count() ? Optional.of(template.parts()) : Optional.empty();
    }

    private int count() {
        return (int) pieces.subList(first(), last()).stream()
                .filter(piece -> !(piece instanceof Piece.Literal))
                .count();
    }

    private int first() {
        int first = 0;
        while (first < pieces.size() && pieces.get(first) instanceof Piece.Tag) {
            first++;
        }
        return first;
    }

    private int last() {
        int last = pieces.size();
        while (last > first() && pieces.get(last - 1) instanceof Piece.Tag) {
            last--;
        }
        return last;
    }

    /** Puts a template together that is never read as text again: what a translator writes is no variable. */
    private static final class Builder {

        private final boolean ssml;
        private final List<String> literals = new ArrayList<>();
        private final List<String> variables = new ArrayList<>();
        private StringBuilder literal = new StringBuilder();

        Builder(boolean ssml) {
            this.ssml = ssml;
        }

        void add(Piece piece) {
            if (piece instanceof Piece.Literal words) {
                literal(words.text());
            } else if (piece instanceof Piece.Variable variable) {
                variable(variable.path());
            } else if (piece instanceof Piece.Tag tag) {
                Parts parts = MessageTemplate.parts(tag.text());
                for (int i = 0; i < parts.literals().size(); i++) {
                    literal.append(parts.literals().get(i));
                    if (i < parts.variables().size()) {
                        variable(parts.variables().get(i));
                    }
                }
            }
        }

        void literal(String text) {
            literal.append(ssml ? Ssml.escape(text) : text);
        }

        private void variable(String path) {
            literals.add(literal.toString());
            variables.add(path);
            literal = new StringBuilder();
        }

        Parts parts() {
            literals.add(literal.toString());
            return new Parts(literals, variables);
        }
    }
}

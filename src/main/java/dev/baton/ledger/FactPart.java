package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many facts in few bytes. Numbers are in the form of Protocol Buffers' varint, a list is its length and its members. First
 * the version and the earliest request. Then the list of words, each its length and UTF-8. Then that of facets, of each
 * the places of its words in that list, from 1, and 0 for what is absent. Then that of facts, of each the place of its
 * facet, from 0, how long after the earliest request it was requested, and its times plus one.
 *
 * <p>The second version has the list of ratings after that, of each the place of its facet, how long after the earliest
 * request it was requested, 1 for ratings of the agent, and its numbers. Who has no ratings writes the first one, which
 * gateways of the version before can read, too.
 */
final class FactPart {
    private static final int WITHOUT_RATINGS = 1;
    private static final int VERSION = 2;
    /** Quicker than by the name of each, a million times. */
    private static final Map<String, HandoverState> STATES = Arrays.stream(HandoverState.values())
            .collect(Collectors.toUnmodifiableMap(HandoverState::wireName, state -> state));

    private static final int BYTES_OF_A_NUMBER = 10;

    /** A fact with its facet. */
    record Entry(Facet facet, Fact fact) {}

    /** A rating with the facet of its handover, which is in the part, too. */
    record Rated(Facet facet, Rating rating) {}

    private final Map<String, Integer> words = new LinkedHashMap<>();
    private final Map<Facet, Integer> facets = new LinkedHashMap<>();
    private ByteBuffer bytes;

    private FactPart(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static byte[] write(List<Entry> entries, List<Rated> ratings) {
        FactPart part = new FactPart(ByteBuffer.allocate(1_024 + entries.size() * 16));
        long earliest = Long.MAX_VALUE;
        for (Entry entry : entries) {
            part.learn(entry.facet());
            earliest = Math.min(earliest, entry.fact().requestedAt());
        }
        part.number(ratings.isEmpty() ? WITHOUT_RATINGS : VERSION)
                .number(earliest)
                .number(part.words.size());
        part.words.keySet().forEach(part::word);
        part.number(part.facets.size());
        part.facets.keySet().forEach(part::facet);
        part.number(entries.size());
        for (Entry entry : entries) {
            Fact fact = entry.fact();
            part.number(Objects.requireNonNull(part.facets.get(entry.facet()))).number(fact.requestedAt() - earliest);
            part.number(fact.takenAfter() + 1).number(fact.assignedAfter() + 1).number(fact.endedAfter() + 1);
        }
        part.ratings(ratings, earliest);
        byte[] written = new byte[part.bytes.position()];
        part.bytes.flip().get(written);
        return written;
    }

    /**
     * @param known gives the one String of its letters
     * @param tallies by facet; null for one whose facts nobody wants
     */
    static void read(byte[] written, UnaryOperator<String> known, Function<Facet, Facts.@Nullable Tally> tallies) {
        FactPart part = new FactPart(ByteBuffer.wrap(written));
        long version = part.number();
        if (version > VERSION) {
            throw new IllegalStateException("A report part has the form " + version + ", expected at most " + VERSION
                    + ": a newer version of the gateway wrote it");
        }
        long earliest = part.number();
        @Nullable String[] words = new String[(int) part.number() + 1];
        for (int i = 1; i < words.length; i++) {
            words[i] = known.apply(part.word());
        }
        Facts.@Nullable Tally[] wanted = new Facts.Tally[(int) part.number()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = tallies.apply(part.facet(words));
        }
        for (long left = part.number(); left > 0; left--) {
            Facts.Tally tally = wanted[(int) part.number()];
            Fact fact = new Fact(earliest + part.number(), part.number() - 1, part.number() - 1, part.number() - 1);
            if (tally != null) {
                tally.add(fact);
            }
        }
        if (version > WITHOUT_RATINGS) {
            part.ratings(wanted, earliest);
        }
    }

    private void ratings(List<Rated> ratings, long earliest) {
        if (!ratings.isEmpty()) {
            number(ratings.size());
        }
        for (Rated rated : ratings) {
            Rating rating = rated.rating();
            number(Objects.requireNonNull(facets.get(rated.facet()))).number(rating.requestedAt() - earliest);
            number(rating.ofAgent() ? 1 : 0).number(rating.handovers());
            number(rating.number()).number(rating.total());
        }
    }

    private void ratings(Facts.@Nullable Tally[] wanted, long earliest) {
        for (long left = number(); left > 0; left--) {
            Facts.Tally tally = wanted[(int) number()];
            Rating rating =
                    new Rating(earliest + number(), number() == 1, (int) number(), (int) number(), (int) number());
            if (tally != null) {
                tally.add(rating);
            }
        }
    }

    private void learn(Facet facet) {
        if (facets.putIfAbsent(facet, facets.size()) == null) {
            for (String word : wordsOf(facet)) {
                if (word != null) {
                    words.putIfAbsent(word, words.size() + 1);
                }
            }
        }
    }

    private void facet(Facet facet) {
        for (String word : wordsOf(facet)) {
            number(word == null ? 0 : Objects.requireNonNull(words.get(word)));
        }
    }

    private static @Nullable String[] wordsOf(Facet facet) {
        return new @Nullable String[] {
            facet.client(),
            facet.channel(),
            facet.step(),
            facet.target(),
            facet.firstTarget(),
            facet.reason(),
            facet.language(),
            facet.trigger(),
            facet.disposition(),
            facet.state().wireName()
        };
    }

    private Facet facet(@Nullable String[] words) {
        return new Facet(
                Objects.requireNonNull(words[(int) number()]),
                Objects.requireNonNull(words[(int) number()]),
                words[(int) number()],
                Objects.requireNonNull(words[(int) number()]),
                words[(int) number()],
                words[(int) number()],
                words[(int) number()],
                words[(int) number()],
                words[(int) number()],
                Objects.requireNonNull(STATES.get(Objects.requireNonNull(words[(int) number()]))));
    }

    private void word(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length).put(utf8);
    }

    private String word() {
        byte[] utf8 = new byte[(int) number()];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private FactPart number(long number) {
        room(BYTES_OF_A_NUMBER);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
        return this;
    }

    private long number() {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    private ByteBuffer room(int wanted) {
        if (bytes.remaining() < wanted) {
            bytes = ByteBuffer.allocate(2 * bytes.capacity() + wanted).put(bytes.flip());
        }
        return bytes;
    }
}

package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many facts in few bytes. Numbers are in the form of Protocol Buffers' varint, texts are their length plus one, 0 for an
 * absent one, and UTF-8. First the version, the earliest request, the number of facets and the facets; then the number of
 * facts, and of each its facet's place, how long after the earliest request it was requested, and its times plus one.
 */
final class FactPart {
    private static final int VERSION = 1;
    private static final int MOST_BYTES_OF_A_NUMBER = 10;

    /** A fact with its facet. */
    record Entry(Facet facet, Fact fact) {}

    private ByteBuffer bytes;

    private FactPart(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static byte[] write(List<Entry> entries) {
        FactPart part = new FactPart(ByteBuffer.allocate(64 + entries.size() * 16));
        Map<Facet, Integer> places = new HashMap<>();
        List<Facet> facets = new ArrayList<>();
        for (Entry entry : entries) {
            if (places.putIfAbsent(entry.facet(), facets.size()) == null) {
                facets.add(entry.facet());
            }
        }
        long earliest = entries.stream()
                .mapToLong(entry -> entry.fact().requestedAt())
                .min()
                .orElse(0);
        part.number(VERSION).number(earliest).number(facets.size());
        facets.forEach(part::facet);
        part.number(entries.size());
        for (Entry entry : entries) {
            Fact fact = entry.fact();
            part.number(places.getOrDefault(entry.facet(), 0)).number(fact.requestedAt() - earliest);
            part.number(fact.takenAfter() + 1)
                    .number(fact.assignedAfter() + 1)
                    .number(fact.endedAfter() + 1);
        }
        byte[] written = new byte[part.bytes.position()];
        part.bytes.flip().get(written);
        return written;
    }

    /** @param tallies by facet; null for one whose facts nobody wants */
    static void read(byte[] written, Function<Facet, Facts.@Nullable Tally> tallies) {
        FactPart part = new FactPart(ByteBuffer.wrap(written));
        long version = part.number();
        if (version != VERSION) {
            throw new IllegalStateException("A report part has the form " + version + ", expected " + VERSION
                    + ": a newer version of the gateway wrote it");
        }
        long earliest = part.number();
        Facts.@Nullable Tally[] wanted = new Facts.Tally[(int) part.number()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = tallies.apply(part.facet());
        }
        for (long left = part.number(); left > 0; left--) {
            Facts.Tally tally = wanted[(int) part.number()];
            Fact fact =
                    new Fact(earliest + part.number(), part.number() - 1, part.number() - 1, part.number() - 1);
            if (tally != null) {
                tally.add(fact);
            }
        }
    }

    private void facet(Facet facet) {
        text(facet.client()).text(facet.channel()).text(facet.step()).text(facet.target());
        text(facet.firstTarget()).text(facet.reason()).text(facet.language()).text(facet.trigger());
        text(facet.disposition()).text(facet.state().wireName());
    }

    private Facet facet() {
        return new Facet(
                word(), word(), text(), word(), text(), text(), text(), text(), text(), HandoverState.of(word()));
    }

    private FactPart text(@Nullable String text) {
        if (text == null) {
            return number(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length + 1L);
        room(utf8.length).put(utf8);
        return this;
    }

    private @Nullable String text() {
        int length = (int) number() - 1;
        if (length < 0) {
            return null;
        }
        byte[] utf8 = new byte[length];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private String word() {
        return String.valueOf(text());
    }

    private FactPart number(long number) {
        room(MOST_BYTES_OF_A_NUMBER);
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

package dev.baton.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request rendered once, whose conversation id and idempotency key are written over in place for each call. Ids start
 * with a random part, so that no run meets a conversation of an earlier one.
 */
final class RequestTemplate {
    /** Stands in the template wherever the fresh id goes; an id has the same length. */
    static final String MARK = "@@@unique-id@@@@";

    private final byte[] rendered;
    private final List<Integer> marks = new ArrayList<>();
    private final int run = ThreadLocalRandom.current().nextInt();
    private final AtomicInteger sequence = new AtomicInteger();

    RequestTemplate(int port, byte[] body) {
        String head = "POST /handovers HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + MARK + "\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        String text = head + new String(body, StandardCharsets.ISO_8859_1);
        rendered = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length())) {
            marks.add(at);
        }
    }

    /** How many requests it has made ready. */
    int made() {
        return sequence.get();
    }

    /** A fresh id, as of a request made ready. */
    String next() {
        return id(sequence.incrementAndGet());
    }

    /** The fresh part of one of those requests, counted from 1. */
    String id(int number) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(run) + hex.toHexDigits(number);
    }

    /** The handover that all subjects get. */
    static byte[] handover() {
        try (InputStream file = RequestTemplate.class.getResourceAsStream("/bench/handover.json")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A buffer of one client, to be renewed before each call. */
    ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(rendered.length).put(rendered);
    }

    /** Gives the request a fresh id and makes it ready to be written. */
    void renew(ByteBuffer request) {
        byte[] id = HttpMessage.ascii(next());
        marks.forEach(at -> request.put(at, id));
        request.rewind();
    }
}

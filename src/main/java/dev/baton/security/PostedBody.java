package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** A posted body: not compressed, at most 1 MiB; what must be JSON is declared so. */
final class PostedBody {

    static final int LIMIT = 1024 * 1024;
    static final Problem BROKEN = Problem.of(
            ProblemType.INVALID_REQUEST, "The body broke off or its chunks are malformed; nothing was stored.");
    private static final int SHOWN = 100;
    private static final int PART = 8192;

    /** JSON, and the Bot Framework's activities, which are JSON too. */
    private static final Set<String> SUBTYPES = Set.of("json", "vnd.microsoft.activity+json");

    private PostedBody() {}

    /** @throws ProblemException when it must be JSON and is not declared right, is compressed, or would be too large */
    static void requireAcceptable(HttpServletRequest request, HttpServletResponse response, boolean json) {
        if (json) {
            requireJson(request);
        }
        requireNoEncoding(request, response);
        if (request.getContentLengthLong() > LIMIT) {
            throw tooLarge();
        }
    }

    /**
     * What of it is here already. A body in chunks is not looked at: the server might wait for the rest of a chunk's head.
     *
     * @return true when that is all of it
     */
    static boolean isHere(HttpServletRequest request, BodyBuffer buffer) {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return false;
        }
        byte[] part = new byte[(int) Math.min(length, PART)];
        try {
            ServletInputStream in = request.getInputStream();
            while (buffer.kept() < length && in.available() > 0) {
                int count = in.read(part, 0, (int) Math.min(part.length, length - buffer.kept()));
                if (count < 0 || !buffer.add(part, count)) {
                    throw broken();
                }
            }
            return buffer.kept() == length;
        } catch (IOException e) {
            throw broken();
        }
    }

    /** @throws ProblemException when it is too large, too slow, or breaks off */
    static byte[] rest(HttpServletRequest request, BodyBuffer buffer, Duration within) {
        byte[] part = new byte[PART];
        long begun = System.nanoTime();
        try {
            ServletInputStream in = request.getInputStream();
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                if (!buffer.add(part, count)) {
                    throw tooLarge();
                }
                if (System.nanoTime() - begun > within.toNanos()) {
                    throw refusal(ProblemType.TOO_SLOW, "The body did not end in time; nothing was stored.");
                }
            }
            return buffer.toBytes();
        } catch (IOException e) {
            throw broken();
        }
    }

    static ProblemException broken() {
        return new ProblemException(BROKEN);
    }

    private static void requireJson(HttpServletRequest request) {
        String found = request.getContentType();
        if (found == null || !isJson(found)) {
            throw refusal(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "found " + (found == null ? "no Content-Type" : "Content-Type " + cut(found))
                            + ", expected the header Content-Type: application/json"
                            + " (with curl: -H 'Content-Type: application/json')");
        }
    }

    private static boolean isJson(String contentType) {
        try {
            MimeType type = MimeTypeUtils.parseMimeType(contentType);
            String charset = type.getParameter("charset");
            return type.getType().equalsIgnoreCase("application")
                    && SUBTYPES.contains(type.getSubtype().toLowerCase(Locale.ROOT))
                    && (charset == null || charset.replace("\"", "").equalsIgnoreCase("utf-8"));
        } catch (InvalidMimeTypeException e) {
            return false;
        }
    }

    private static void requireNoEncoding(HttpServletRequest request, HttpServletResponse response) {
        List<String> encodings = Collections.list(request.getHeaders("Content-Encoding"));
        if (!encodings.stream().allMatch(encoding -> encoding.strip().equalsIgnoreCase("identity"))) {
            response.setHeader("Accept-Encoding", "identity");
            throw refusal(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "found Content-Encoding " + cut(String.join(", ", encodings)) + ", expected a body without one");
        }
    }

    private static String cut(String found) {
        return found.length() <= SHOWN ? found : found.substring(0, SHOWN) + "…";
    }

    static ProblemException tooLarge() {
        return refusal(ProblemType.TOO_LARGE, "found a body of more than 1 MiB, expected at most 1,048,576 bytes");
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}

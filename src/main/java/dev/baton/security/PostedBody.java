package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** A posted body: not compressed, at most 1 MiB; a handover's is declared as JSON. */
final class PostedBody {

    static final int LIMIT = 1024 * 1024;
    private static final int SHOWN = 100;

    /** JSON, and the Bot Framework's activities, which are JSON too. */
    private static final Set<String> SUBTYPES = Set.of("json", "vnd.microsoft.activity+json");

    private PostedBody() {}

    /** @throws ProblemException when it is not declared right, too large, or breaks off */
    static byte[] read(HttpServletRequest request, HttpServletResponse response) {
        requireJson(request);
        return readAny(request, response);
    }

    /** @throws ProblemException when it is compressed, too large, or breaks off */
    static byte[] readAny(HttpServletRequest request, HttpServletResponse response) {
        requireNoEncoding(request, response);
        long length = request.getContentLengthLong();
        if (length > LIMIT) {
            throw tooLarge();
        }
        byte[] body = bytes(request, length < 0 ? LIMIT + 1 : (int) length);
        if (body.length > LIMIT) {
            throw tooLarge();
        }
        return body;
    }

    private static byte[] bytes(HttpServletRequest request, int atMost) {
        try {
            return request.getInputStream().readNBytes(atMost);
        } catch (IOException e) {
            throw refusal(
                    ProblemType.INVALID_REQUEST, "The body broke off or its chunks are malformed; nothing was stored.");
        }
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

    private static ProblemException tooLarge() {
        return refusal(ProblemType.TOO_LARGE, "found a body of more than 1 MiB, expected at most 1,048,576 bytes");
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}

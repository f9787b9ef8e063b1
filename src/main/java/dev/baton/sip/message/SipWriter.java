package dev.baton.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * Writes messages: the only place where one becomes bytes. Whatever its parts were made of, no line ends within one of
 * them.
 */
public final class SipWriter {

    private static final byte[] NO_BODY = {};

    private SipWriter() {}

    /**
     * The message with a Content-Length of its body's size.
     *
     * @throws IllegalArgumentException when a part has a line end or a NUL in it, or a name is no token
     */
    public static byte[] write(SipMessage message) {
        if (message instanceof SipRequest request) {
            String line = checked("method", request.method()) + " " + uri(request.uri()) + " SIP/2.0\r\n";
            return write(line, request.headers(), request.body());
        }
        SipResponse response = (SipResponse) message;
        return write(statusLine(response.status(), response.reason()), response.headers(), response.body());
    }

    /** @throws IllegalArgumentException when a part has a line end or a NUL in it, or a name is no token */
    public static byte[] write(StatelessAnswer answer) {
        return write(statusLine(answer.status(), ReasonPhrases.of(answer.status())), answer.headers(), NO_BODY);
    }

    private static String statusLine(int status, String reason) {
        return "SIP/2.0 " + status + " " + checked("reason phrase", reason) + "\r\n";
    }

    private static String uri(Uri uri) {
        String text = checked("request URI", uri.toString());
        if (text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0) {
            throw new IllegalArgumentException("the request URI has a blank in it, which must be escaped");
        }
        return text;
    }

    private static byte[] write(String startLine, SipHeaders headers, byte[] body) {
        StringBuilder text = new StringBuilder(512).append(startLine);
        for (SipHeader header : headers) {
            if (!header.isNamed("Content-Length")) {
                field(text, header);
            }
        }
        text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
        if (body.length == 0) {
            return head;
        }
        byte[] bytes = new byte[head.length + body.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return bytes;
    }

    private static void field(StringBuilder text, SipHeader header) {
        if (!Chars.isToken(header.name())) {
            throw new IllegalArgumentException("the name of a header field is no token");
        }
        text.append(header.name())
                .append(": ")
                .append(checked(header.name(), header.value()))
                .append("\r\n");
    }

    private static String checked(String part, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException("the " + part + " has a line end or a NUL in it");
            }
        }
        return text;
    }
}

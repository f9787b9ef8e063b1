package dev.baton.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
            return write(line, request.headers(), request.bytes());
        }
        SipResponse response = (SipResponse) message;
        return write(statusLine(response.status(), response.reason()), response.headers(), response.bytes());
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
        Output output = new Output();
        output.add(startLine);
        for (SipHeader header : headers) {
            if (!header.isNamed("Content-Length")) {
                field(output, header);
            }
        }
        output.add("Content-Length: ");
        output.add(Integer.toString(body.length));
        output.add("\r\n\r\n");
        return output.bytes(body);
    }

    private static void field(Output output, SipHeader header) {
        if (!Chars.isToken(header.name())) {
            throw new IllegalArgumentException("the name of a header field is no token");
        }
        output.add(header.name());
        output.add(": ");
        output.add(checked(header.name(), header.value()));
        output.add("\r\n");
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

    /** Text as UTF-8. Most of it is ASCII, which needs no array of its own on its way. */
    private static final class Output {

        private static final int USUAL = 768;

        private byte[] bytes = new byte[USUAL];
        private int length;

        void add(String text) {
            makeRoom(text.length());
            int start = length;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    length = start;
                    add(text.getBytes(StandardCharsets.UTF_8));
                    return;
                }
                bytes[length++] = (byte) c;
            }
        }

        private void add(byte[] more) {
            makeRoom(more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
        }

        private void makeRoom(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
            }
        }

        byte[] bytes(byte[] body) {
            byte[] all = Arrays.copyOf(bytes, length + body.length);
            System.arraycopy(body, 0, all, length, body.length);
            return all;
        }
    }
}

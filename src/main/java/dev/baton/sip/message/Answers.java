package dev.baton.sip.message;

import org.jspecify.annotations.Nullable;

/** Prepares the answer to a request that could not be read, without keeping anything of it. */
final class Answers {

    private static final int MOST_BYTES = 4 * 1024;

    private Answers() {}

    /** Null when the request says not where to answer, or is an ACK, or would make the answer large. */
    static @Nullable StatelessAnswer prepare(int status, SipHeaders headers) {
        try {
            Via via = Essentials.topmost(headers);
            String cseq = headers.first("CSeq").orElse("ACK");
            if (cseq.endsWith("ACK") || headers.count("CSeq") > 1) {
                return null;
            }
            SipHeaders.Builder echoed = SipHeaders.builder();
            int bytes = 0;
            for (SipHeader header : headers) {
                if (SipResponse.isEchoed(header)) {
                    echoed.add(header);
                    bytes += header.value().length();
                }
            }
            return bytes > MOST_BYTES ? null : new StatelessAnswer(status, echoed.build(), via);
        } catch (SipParseException e) {
            return null;
        }
    }
}

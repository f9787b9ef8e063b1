package dev.baton.sip.message;

import java.util.Optional;

/** A response. */
public final class SipResponse implements SipMessage {

    private static final byte[] NO_BODY = {};

    private final int status;
    private final String reason;
    private final SipHeaders headers;
    private final Essentials essentials;
    private final byte[] body;

    private SipResponse(int status, String reason, SipHeaders headers, Essentials essentials, byte[] body) {
        this.status = status;
        this.reason = reason;
        this.headers = headers;
        this.essentials = essentials;
        this.body = body;
    }

    static SipResponse read(int status, String reason, SipHeaders headers, byte[] body) throws SipParseException {
        return new SipResponse(status, reason, headers, Essentials.read(headers), body);
    }

    /**
     * A response to send.
     *
     * @param status 100 to 699
     * @throws IllegalArgumentException when the status is out of range, or Via, From, To, Call-ID or CSeq is missing
     */
    public static SipResponse of(int status, String reason, SipHeaders headers, byte[] body) {
        checkStatus(status);
        try {
            return read(status, reason, headers, body.clone());
        } catch (SipParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void checkStatus(int status) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("found status " + status + ", expected 100 to 699");
        }
    }

    /**
     * The response to a request, without a body and with the usual reason phrase.
     *
     * @param toTag goes into To when the request has no tag there, and the status is above 100
     */
    public static SipResponse to(SipRequest request, int status, String toTag) {
        boolean wantsTag = status > 100 && request.to().tag().isEmpty();
        checkStatus(status);
        SipHeaders.Builder headers = SipHeaders.builder();
        for (SipHeader header : request.headers()) {
            if (wantsTag && header.isNamed("To")) {
                headers.add("To", header.value() + ";tag=" + toTag);
            } else if (isEchoed(header)) {
                headers.add(header);
            }
        }
        // Not read from the header fields again: they were read with the request.
        Essentials essentials = request.essentials();
        return new SipResponse(
                status,
                ReasonPhrases.of(status),
                headers.build(),
                wantsTag ? essentials.answeredAs(toTag) : essentials,
                NO_BODY);
    }

    static boolean isEchoed(SipHeader header) {
        return switch (header.name()) {
            case "Via", "From", "To", "Call-ID", "CSeq" -> true;
            default -> false;
        };
    }

    /** With one more header field at the end. */
    public SipResponse with(String name, String value) {
        SipHeaders more = headers.with(name, value);
        return Essentials.areIn(name) ? withHeaders(more) : new SipResponse(status, reason, more, essentials, body);
    }

    /** @throws IllegalArgumentException when the header fields fit no response */
    public SipResponse withHeaders(SipHeaders changed) {
        return of(status, reason, changed, body);
    }

    /** 100 to 699. */
    public int status() {
        return status;
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** May be empty. */
    public String reason() {
        return reason;
    }

    @Override
    public SipHeaders headers() {
        return headers;
    }

    /** The body itself, not to be changed. */
    byte[] bytes() {
        return body;
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public Optional<Via> via() {
        return Optional.ofNullable(essentials.via());
    }

    @Override
    public NameAddr from() {
        return essentials.from();
    }

    @Override
    public NameAddr to() {
        return essentials.to();
    }

    @Override
    public String callId() {
        return essentials.callId();
    }

    @Override
    public CSeq cseq() {
        return essentials.cseq();
    }

    /** The status only: the rest is somebody's business. */
    @Override
    public String toString() {
        return status + " response to " + cseq().method();
    }
}

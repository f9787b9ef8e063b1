package dev.baton.sip.message;

import java.util.Optional;

/** A request. */
public final class SipRequest implements SipMessage {

    private static final byte[] NO_BODY = {};

    private final String method;
    private final Uri uri;
    private final SipHeaders headers;
    private final Essentials essentials;
    private final byte[] body;

    private SipRequest(String method, Uri uri, SipHeaders headers, Essentials essentials, byte[] body) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.essentials = essentials;
        this.body = body;
    }

    static SipRequest read(String method, Uri uri, SipHeaders headers, byte[] body) throws SipParseException {
        Essentials essentials = Essentials.read(headers);
        if (!Chars.isToken(method) || !method.equals(essentials.cseq().method())) {
            throw SipParseException.malformed("CSeq", "expected the method of the request line");
        }
        return new SipRequest(method, uri, headers, essentials, body);
    }

    /**
     * A request to send.
     *
     * @param headers with From, To, Call-ID and CSeq; the Via may be added later
     * @throws IllegalArgumentException when one of these is missing or malformed, or the method is not that of CSeq
     */
    public static SipRequest of(String method, Uri uri, SipHeaders headers, byte[] body) {
        try {
            return read(method, uri, headers, body.clone());
        } catch (SipParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A request without a body, see {@link #of(String, Uri, SipHeaders, byte[])}. */
    public static SipRequest of(String method, Uri uri, SipHeaders headers) {
        return of(method, uri, headers, NO_BODY);
    }

    /** Case-sensitive. */
    public String method() {
        return method;
    }

    public boolean isMethod(String other) {
        return method.equals(other);
    }

    public Uri uri() {
        return uri;
    }

    /** @throws IllegalArgumentException when the header fields fit no request of this method */
    public SipRequest withHeaders(SipHeaders changed) {
        return of(method, uri, changed, body);
    }

    /** With the topmost Via replaced, as a transport completes it. */
    public SipRequest withTopVia(Via via) {
        return new SipRequest(method, uri, headers.replacingFirst("Via", via.toString()), essentials.via(via), body);
    }

    /** With one more Via on top, as whoever sends it adds. */
    public SipRequest withVia(Via via) {
        return new SipRequest(method, uri, headers.withFirst("Via", via.toString()), essentials.via(via), body);
    }

    Essentials essentials() {
        return essentials;
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

    /** The method only: the rest is somebody's business. */
    @Override
    public String toString() {
        return method + " request";
    }
}

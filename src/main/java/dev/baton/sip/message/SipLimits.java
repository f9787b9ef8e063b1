package dev.baton.sip.message;

/**
 * What a message may be at most; what is larger is not read.
 *
 * @param messageBytes of the whole message
 * @param headers how many header fields
 * @param lineBytes of the start line, and of one header field with all its folded lines
 */
public record SipLimits(int messageBytes, int headers, int lineBytes) {

    public static final SipLimits DEFAULT = new SipLimits(64 * 1024, 200, 8 * 1024);
}

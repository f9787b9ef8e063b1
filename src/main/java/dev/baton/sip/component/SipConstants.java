package dev.baton.sip.component;

import org.apache.camel.spi.Metadata;

/**
 * The headers that the component reads and sets. All of them start with {@code Camel}, so that HTTP and most other
 * components let none of them in from outside.
 */
public final class SipConstants {

    @Metadata(
            label = "producer",
            description = "Where the call goes: a number with its country code, or a SIP URI. Nothing but what"
                    + " numberAllow or uriAllow names is called.",
            javaType = "String")
    public static final String REFER_TO = "CamelSipReferTo";

    @Metadata(
            description =
                    "The Call-ID of the call that is moved, as the bot sees it; of a consumer, that of the INVITE.",
            javaType = "String")
    public static final String CALL_ID = "CamelSipCallId";

    @Metadata(label = "producer", description = "The bot's own tag in that call.", javaType = "String")
    public static final String LOCAL_TAG = "CamelSipLocalTag";

    @Metadata(label = "producer", description = "The tag of who the bot talks to.", javaType = "String")
    public static final String REMOTE_TAG = "CamelSipRemoteTag";

    @Metadata(
            label = "producer",
            description = "With a borrowed dialog: the bot's own address, a SIP URI.",
            javaType = "String")
    public static final String LOCAL_URI = "CamelSipLocalUri";

    @Metadata(
            label = "producer",
            description = "With a borrowed dialog: the address of who the bot talks to.",
            javaType = "String")
    public static final String REMOTE_URI = "CamelSipRemoteUri";

    @Metadata(
            label = "producer",
            description = "With a borrowed dialog: the Contact of who the bot talks to.",
            javaType = "String")
    public static final String REMOTE_TARGET = "CamelSipRemoteTarget";

    @Metadata(
            label = "producer",
            description = "With a borrowed dialog: the route set in its order, with commas between; may be missing.",
            javaType = "String")
    public static final String ROUTES = "CamelSipRoutes";

    @Metadata(
            label = "producer",
            description = "With a borrowed dialog: a number above every CSeq that the bot has used in it.",
            javaType = "Long")
    public static final String CSEQ = "CamelSipCSeq";

    @Metadata(
            label = "producer",
            description = "Data for the agent's side, in hexadecimal digits (RFC 7433). Telephone networks let through"
                    + " 128 bytes.",
            javaType = "String")
    public static final String UUI = "CamelSipUui";

    @Metadata(label = "producer", description = "The answer to the REFER; 0 when there was none.", javaType = "Integer")
    public static final String REFER_STATUS = "CamelSipReferStatus";

    @Metadata(
            label = "producer",
            description = "The last status that was reported, or the answer to OPTIONS; 0 when there was none.",
            javaType = "Integer")
    public static final String FINAL_STATUS = "CamelSipFinalStatus";

    @Metadata(
            label = "producer",
            description = "How the forward ended: answered, busy, no-answer, declined, bad-number, call-gone,"
                    + " unsupported, identity-needed, not-authenticated, unavailable, unreachable,"
                    + " untrusted-certificate, accepted-unverified, unknown; or accepted, when it is not waited for.",
            javaType = "String")
    public static final String OUTCOME = "CamelSipOutcome";

    @Metadata(label = "producer", description = "The peer's words, or what went wrong.", javaType = "String")
    public static final String REASON = "CamelSipReason";

    @Metadata(
            label = "producer",
            description = "With operation=redirect: where the platform has to route the call.",
            javaType = "String")
    public static final String REDIRECT_URI = "CamelSipRedirectUri";

    @Metadata(
            label = "producer",
            description = "With operation=options: whether the peer is there.",
            javaType = "Boolean")
    public static final String PEER_UP = "CamelSipPeerUp";

    @Metadata(
            label = "producer",
            description =
                    "Of a message to the progress endpoint: accepted, trying, ringing, progress, or how it ended.",
            javaType = "String")
    public static final String PROGRESS = "CamelSipProgress";

    @Metadata(
            label = "producer",
            description = "Of a message to the progress endpoint: the target.",
            javaType = "String")
    public static final String TARGET = "CamelSipTarget";

    @Metadata(label = "consumer", description = "The Request-URI of an INVITE or OPTIONS.", javaType = "String")
    public static final String REQUEST_URI = "CamelSipRequestUri";

    @Metadata(label = "consumer", description = "The URI of From, without a display name.", javaType = "String")
    public static final String FROM = "CamelSipFrom";

    @Metadata(label = "consumer", description = "The URI of To, without a display name.", javaType = "String")
    public static final String TO = "CamelSipTo";

    @Metadata(
            label = "consumer",
            description = "Set by the route: where the call goes, a number or a SIP URI; none is answered with 404.",
            javaType = "String")
    public static final String CONTACT = "CamelSipContact";

    private SipConstants() {}
}

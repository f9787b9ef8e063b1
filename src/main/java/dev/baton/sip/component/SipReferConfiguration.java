package dev.baton.sip.component;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** How calls are moved. */
@UriParams
public class SipReferConfiguration {

    @UriParam(label = "producer", enums = "target-dialog,borrowed", defaultValue = "target-dialog")
    private String dialogMode = "target-dialog";

    @UriParam(label = "producer", enums = "accepted,final", defaultValue = "final")
    private String completion = "final";

    @UriParam(enums = "refer-to,header,none", defaultValue = "refer-to")
    private String contextIn = "refer-to";

    @UriParam
    private @Nullable String referHost;

    @UriParam(enums = "sip,tel", defaultValue = "sip")
    private String numberForm = "sip";

    @UriParam(label = "producer", defaultValue = "32000")
    private long receiveTimeoutMillis = 32_000;

    @UriParam(label = "producer", defaultValue = "90000")
    private long ringTimeoutMillis = 90_000;

    @UriParam(label = "producer", defaultValue = "60000")
    private long redirectLifeMillis = 60_000;

    @UriParam(label = "producer")
    private @Nullable String progress;

    public String getDialogMode() {
        return dialogMode;
    }

    /**
     * By which right the call is moved: by a REFER outside of the dialog that names it (RFC 7647), or by one inside of a
     * dialog that the bot lends with further headers.
     */
    public void setDialogMode(String dialogMode) {
        this.dialogMode = dialogMode;
    }

    public String getCompletion() {
        return completion;
    }

    /** When the exchange goes on: when the peer has taken the REFER, or when it has reported how it ended. */
    public void setCompletion(String completion) {
        this.completion = completion;
    }

    public String getContextIn() {
        return contextIn;
    }

    /** How User-to-User travels: inside of the Refer-To URI, as a header of the REFER, or not at all. */
    public void setContextIn(String contextIn) {
        this.contextIn = contextIn;
    }

    public @Nullable String getReferHost() {
        return referHost;
    }

    /** The host, or host:port, where numbers are called; by default the peer's host without its port. */
    public void setReferHost(String referHost) {
        this.referHost = referHost;
    }

    public String getNumberForm() {
        return numberForm;
    }

    /** Whether a number becomes a sip: URI at referHost or a tel: URI. */
    public void setNumberForm(String numberForm) {
        this.numberForm = numberForm;
    }

    public long getReceiveTimeoutMillis() {
        return receiveTimeoutMillis;
    }

    /**
     * How long the exchange waits for the answer to the REFER. The protocol itself gives up after 32 seconds; what is
     * shorter leaves it unknown whether the call moves.
     */
    public void setReceiveTimeoutMillis(long receiveTimeoutMillis) {
        this.receiveTimeoutMillis = receiveTimeoutMillis;
    }

    public long getRingTimeoutMillis() {
        return ringTimeoutMillis;
    }

    /** How long after its answer to the REFER the peer may take to report how it ended. */
    public void setRingTimeoutMillis(long ringTimeoutMillis) {
        this.ringTimeoutMillis = ringTimeoutMillis;
    }

    public long getRedirectLifeMillis() {
        return redirectLifeMillis;
    }

    /** How long an offered redirect waits for its call. */
    public void setRedirectLifeMillis(long redirectLifeMillis) {
        this.redirectLifeMillis = redirectLifeMillis;
    }

    public @Nullable String getProgress() {
        return progress;
    }

    /** The URI of an endpoint that is told how forwards go on, in their order; it should be quick, such as seda:. */
    public void setProgress(String progress) {
        this.progress = progress;
    }
}

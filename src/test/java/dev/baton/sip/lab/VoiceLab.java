package dev.baton.sip.lab;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transport.TransportType;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A caller, a bot and an agent (baresip) around an SBC (Kamailio), all on loopback. As an extension of a test class it
 * starts before the first test, ends all calls after each, shows the logs after one that failed, and skips all of them
 * when a program is missing. Without JUnit: {@link #start}, {@link #close}.
 */
public final class VoiceLab implements AutoCloseable, BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** Goes to the agent. */
    public static final String AGENT_NUMBER = "+4930901820";

    /** Is none that the SBC moves calls to. */
    public static final String FORBIDDEN_NUMBER = "+881612345678";

    /** What the SBC's certificate names, besides 127.0.0.1. */
    public static final String SBC_DOMAIN = "sbc.example.net";

    private final boolean sbcFollowsRedirects;
    private LabFolder folder;
    private TlsIdentity sbcIdentity;
    private Baresip bot;
    private Baresip agent;
    private Baresip caller;
    private Kamailio sbc;

    private VoiceLab(boolean sbcFollowsRedirects) {
        this.sbcFollowsRedirects = sbcFollowsRedirects;
    }

    /** When a call is redirected, the caller dials again. */
    public static VoiceLab callerFollowsRedirects() {
        return new VoiceLab(false);
    }

    /** When a call is redirected, the SBC sends it on, and the caller does not notice. */
    public static VoiceLab sbcFollowsRedirects() {
        return new VoiceLab(true);
    }

    /** Skips the test when a program is missing. */
    public VoiceLab start() throws Exception {
        Kamailio.require();
        Baresip.require();
        folder = new LabFolder();
        try {
            sbcIdentity = TlsIdentity.of(folder.path(), "uri:sip:" + SBC_DOMAIN + ",uri:sip:127.0.0.1");
            bot = Baresip.answering(folder, "bot");
            agent = Baresip.answering(folder, "agent");
            Sbc settings = Sbc.alone(sbcIdentity).before(bot.port(), agent.port());
            sbc = Kamailio.start(folder, sbcFollowsRedirects ? settings.followingRedirects() : settings);
            caller = Baresip.calling(folder, "caller", sbc.address().getPort());
        } catch (Exception | Error e) {
            folder.showLogs();
            close();
            throw e;
        }
        return this;
    }

    /** Is refused with this status: 400 to 699. */
    public static String refusing(int status) {
        return "+49309000" + status;
    }

    /** The caller calls the bot. Returns when both are in the call. */
    public BotDialog callBot() throws Exception {
        caller.dial("sip:bot@127.0.0.1:" + sbc.address().getPort());
        caller.awaitCallWith("bot");
        bot.awaitCallWith("caller");
        return bot.dialog();
    }

    /** Waits until the caller talks to the agent, and the bot to nobody. */
    public void awaitCallerIsWithAgent() {
        caller.awaitCallWith(AGENT_NUMBER);
        agent.awaitCallWith("caller");
        bot.awaitNoCall();
    }

    /** Waits until the caller talks to the bot, and the agent to nobody. */
    public void awaitCallerIsWithBot() {
        caller.awaitCallWith("bot");
        bot.awaitCallWith("caller");
        agent.awaitNoCall();
    }

    /** Where a user or a number is reached through the SBC, over UDP. */
    public SipUri uri(String user) {
        return SipUri.of(user, "127.0.0.1", sbc.address().getPort());
    }

    /** Where the SBC takes a REFER. */
    public SipUri callControl(TransportType transport) {
        int port = (transport == TransportType.TLS ? sbc.tlsAddress() : sbc.address()).getPort();
        return SipUri.of("callctl", "127.0.0.1", port)
                .withParam("transport", transport.toString().toLowerCase(Locale.ROOT));
    }

    public Kamailio sbc() {
        return sbc;
    }

    /** What the SBC shows over TLS. */
    public TlsIdentity sbcIdentity() {
        return sbcIdentity;
    }

    public Baresip caller() {
        return caller;
    }

    public Baresip bot() {
        return bot;
    }

    public Baresip agent() {
        return agent;
    }

    /** For further files and programs. */
    public LabFolder folder() {
        return folder;
    }

    /** Ends all calls. */
    public void hangUp() {
        caller.hangUp();
        bot.hangUp();
        agent.hangUp();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            folder.showLogs();
        }
        hangUp();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable part : new AutoCloseable[] {caller, sbc, agent, bot, folder}) {
            closeIfThere(part);
        }
    }

    private static void closeIfThere(AutoCloseable part) throws IOException {
        try {
            if (part != null) {
                part.close();
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

package dev.baton.sip.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sip.support.TlsIdentity;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that the SBC routes to us, and whose 302 it follows itself. */
class RedirectedCallTest {

    @RegisterExtension
    static final VoiceLab LAB = VoiceLab.sbcFollowsRedirects();

    @Test
    void aCallThatIsRoutedToUsIsSentOnByTheSbc() throws Exception {
        TlsIdentity own = TlsIdentity.of(LAB.folder().path(), "uri:sip:gw.example.com");
        try (CallMover mover = new CallMover(own, LAB.sbcIdentity())) {
            CallMover.Awaited awaited = mover.redirect(LAB.uri(VoiceLab.AGENT_NUMBER));
            LAB.caller().dial(awaited.uri().toString());
            assertThat(awaited.redirected().get(30, TimeUnit.SECONDS)).isTrue();
            LAB.agent().awaitCallWith("caller");
            LAB.caller().awaitCallWith(awaited.uri().userText());
            assertThat(LAB.caller().sawStatus(302)).isFalse();
        }
    }
}

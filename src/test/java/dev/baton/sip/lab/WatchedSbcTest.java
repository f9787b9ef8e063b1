package dev.baton.sip.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transport.TransportType;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An SBC that our stack watches, until it is killed. */
class WatchedSbcTest {

    @ParameterizedTest
    @EnumSource
    void anSbcThatWasKilledIsDown(TransportType transport) throws Exception {
        Kamailio.require();
        try (LabFolder folder = new LabFolder()) {
            TlsIdentity shown = TlsIdentity.of(folder.path(), "uri:sip:127.0.0.1");
            TlsIdentity own = TlsIdentity.of(folder.path(), "uri:sip:gw.example.com");
            try (Kamailio sbc = Kamailio.start(folder, Sbc.alone(shown));
                    CallMover mover = new CallMover(own, shown)) {
                SipStack stack = mover.stack();
                SipUri peer = peer(sbc, transport);
                assertThat(stack.ask(peer)
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS)
                                .status())
                        .isEqualTo(200);
                stack.watch(peer);
                await().atMost(LabProcess.PATIENCE)
                        .until(() -> state(stack).reason().equals("OK"));
                sbc.close();
                await().atMost(LabProcess.PATIENCE).until(() -> !state(stack).up());
            }
        }
    }

    private static SipUri peer(Kamailio sbc, TransportType transport) {
        int port = (transport == TransportType.TLS ? sbc.tlsAddress() : sbc.address()).getPort();
        return SipUri.of(null, "127.0.0.1", port)
                .withParam("transport", transport.name().toLowerCase(Locale.ROOT));
    }

    private static SipStack.PeerState state(SipStack stack) {
        return stack.peers().get(0);
    }
}

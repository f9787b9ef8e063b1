package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackRuleTest {

    private static final Clients NOBODY = new Clients(Map.of());
    private static final Clients SOMEBODY = new Clients(Map.of("halo", "a".repeat(64)));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1"})
    void loopback_needs_no_clients(String address) throws UnknownHostException {
        InetAddress loopback = InetAddress.getByName(address);

        assertThatCode(() -> LoopbackRule.check(loopback, NOBODY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.7", "::"})
    void any_other_address_needs_clients(String address) throws UnknownHostException {
        InetAddress open = InetAddress.getByName(address);

        assertThatThrownBy(() -> LoopbackRule.check(open, NOBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Without clients the gateway would be open to everybody who can reach "
                        + open.getHostAddress()
                        + ": set baton.clients.<name>.key-sha256 or server.address=127.0.0.1");
        assertThatCode(() -> LoopbackRule.check(open, SOMEBODY)).doesNotThrowAnyException();
    }

    @Test
    void no_address_means_every_interface() {
        assertThatThrownBy(() -> LoopbackRule.check(null, NOBODY))
                .hasMessageContaining("who can reach every interface:");
        assertThatCode(() -> LoopbackRule.check(null, SOMEBODY)).doesNotThrowAnyException();
    }
}

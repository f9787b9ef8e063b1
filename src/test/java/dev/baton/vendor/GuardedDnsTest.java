package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedDnsTest {

    private static final AllowedHosts DECLARED = AllowedHosts.of(List.of("api.example.com"), List.of());
    private static final AllowedHosts CONFIGURED = AllowedHosts.of(List.of(), List.of("https://api.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "192.0.0.8",
                "198.18.0.1",
                "240.0.0.1",
                "::1",
                "::7f00:1",
                "fc00::1",
                "fdff::1",
                "fec0::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2002:c0a8:1::"
            })
    void aPrivateAddressIsForHostsThatTheIntegratorConfigured(String address) throws UnknownHostException {
        assertThat(resolve(CONFIGURED, address)).isEqualTo(List.of(raw(address)));
        assertThatThrownBy(() -> resolve(DECLARED, address))
                .isInstanceOf(HostRefusedException.class)
                .hasMessage("Host api.example.com, which only the connector names, is inside a private network: "
                        + raw(address).getHostAddress()
                        + ". If that is right, the integrator sets the URL setting of the target explicitly.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "224.0.0.1", "239.1.1.1", "255.255.255.255",
                "::", "fe80::1", "febf::1", "ff02::1", "fd00:ec2::254", "::ffff:169.254.169.254", "::ffff:0.0.0.0",
                "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::"
            })
    void someAddressesAreForNobody(String address) throws UnknownHostException {
        for (AllowedHosts hosts : List.of(CONFIGURED, DECLARED)) {
            assertThatThrownBy(() -> resolve(hosts, address))
                    .isInstanceOf(HostRefusedException.class)
                    .hasMessageStartingWith("Host api.example.com has only addresses that no call may go to: "
                            + raw(address).getHostAddress());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8", "9.255.255.255", "11.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.255.255",
                "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1", "169.253.0.1", "223.255.255.255",
                "1.0.0.1", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::", "::ffff:8.8.8.8"
            })
    void aPublicAddressIsForEveryAllowedHost(String address) throws UnknownHostException {
        assertThat(resolve(DECLARED, address)).isEqualTo(List.of(raw(address)));
        assertThat(resolve(CONFIGURED, address)).isEqualTo(List.of(raw(address)));
    }

    @Test
    void ofSeveralAddressesTheGoodOnesRemainInTheirOrder() throws UnknownHostException {
        String[] mixed = {"127.0.0.1", "8.8.4.4", "169.254.169.254", "8.8.8.8", "::1"};

        assertThat(resolve(DECLARED, mixed)).isEqualTo(List.of(raw("8.8.4.4"), raw("8.8.8.8")));
        assertThat(resolve(CONFIGURED, mixed))
                .isEqualTo(List.of(raw("127.0.0.1"), raw("8.8.4.4"), raw("8.8.8.8"), raw("::1")));
        assertThatThrownBy(() -> resolve(DECLARED, "169.254.169.254", "10.0.0.1"))
                .isInstanceOf(HostRefusedException.class);
    }

    @Test
    void aHostThatIsNotAllowedIsNotEvenLookedUp() {
        GuardedDns guarded = new GuardedDns(DECLARED, fake("no address"));

        assertThatThrownBy(() -> guarded.resolve("evil.example.com"))
                .isInstanceOf(HostRefusedException.class)
                .hasMessage("Found a call to host evil.example.com; allowed are declared: api.example.com; configured:"
                        + " none. The connector's author declares a host in baton.dev/hosts, or the integrator sets the"
                        + " URL setting of the target.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "017700000001", "0x7f.0.0.1"})
    void aNumberIsJudgedByTheAddressThatItStandsFor(String host) {
        GuardedDns guarded =
                new GuardedDns(AllowedHosts.of(List.of(host), List.of()), SystemDefaultDnsResolver.INSTANCE);

        assertThatThrownBy(() -> guarded.resolve(host))
                .isInstanceOfAny(HostRefusedException.class, UnknownHostException.class);
    }

    private static List<InetAddress> resolve(AllowedHosts hosts, String... found) throws UnknownHostException {
        return List.of(new GuardedDns(hosts, fake(found)).resolve("api.example.com"));
    }

    /** Answers every name with these addresses. */
    static DnsResolver fake(String... found) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) {
                return Stream.of(found).map(GuardedDnsTest::raw).toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private static InetAddress raw(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}

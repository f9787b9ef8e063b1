package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.vendor.AllowedHosts.Standing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    @ParameterizedTest
    @CsvSource({
        "api.example.com, api.example.com, DECLARED",
        "api.example.com, API.Example.COM, DECLARED",
        "API.example.com, api.example.com., DECLARED",
        "api.example.com., api.example.com, DECLARED",
        "api.example.com, x.api.example.com, REFUSED",
        "api.example.com, api.example.com.evil.example, REFUSED",
        "api.example.com, apiXexample.com, REFUSED",
        "*.example.com, api.example.com, DECLARED",
        "*.example.com, eu.api.Example.com., DECLARED",
        "*.example.com, example.com, REFUSED",
        "*.example.com, evilexample.com, REFUSED",
        "*.example.com, example.com.evil.example, REFUSED",
        "*.example.com, .example.com, REFUSED",
        "bücher.example, xn--bcher-kva.example, DECLARED",
        "xn--bcher-kva.example, BÜCHER.example, DECLARED",
        "*.bücher.example, api.xn--bcher-kva.example, DECLARED",
        "2001:db8::1, [2001:DB8:0:0::1], DECLARED",
        "[2001:db8::1], 2001:db8:0:0:0:0:0:1, DECLARED",
        "2001:db8::1, 2001:db8::2, REFUSED",
        "192.0.2.1, 192.0.2.1, DECLARED",
        "192.0.2.1, ::ffff:192.0.2.1, DECLARED",
        "192.0.2.1, 192.0.2.10, REFUSED",
        "api.example.com, '', REFUSED",
        "api.example.com, ., REFUSED",
    })
    void aDeclaredHostIsItselfAndAPatternIsEveryHostUnderIt(String declared, String host, Standing standing) {
        assertThat(AllowedHosts.of(List.of(declared), List.of()).standing(host)).isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, api.example.com, CONFIGURED",
        "HTTP://Api.Example.com.:8080/v1?x=y, api.example.com, CONFIGURED",
        "https://api.example.com, eu.api.example.com, REFUSED",
        "https://api.example.com@evil.example/, api.example.com, REFUSED",
        "https://api.example.com@evil.example/, evil.example, CONFIGURED",
        "https://evil.example#@api.example.com, api.example.com, REFUSED",
        "https://evil.example/api.example.com, api.example.com, REFUSED",
        "http://[::1]:8080/, [0:0:0:0:0:0:0:1], CONFIGURED",
        "http://127.0.0.1:8080/, 127.0.0.1, CONFIGURED",
        "http://my_desk.internal/, my_desk.internal, CONFIGURED",
        "ftp://api.example.com/, api.example.com, REFUSED",
        "mailto:someone@api.example.com, api.example.com, REFUSED",
        "api.example.com, api.example.com, REFUSED",
        "https://*.example.com/, api.example.com, REFUSED",
        "some text of a setting, text, REFUSED",
        "https:///path, path, REFUSED",
    })
    void aConfiguredAddressAllowsItsHostAndNothingElse(String address, String host, Standing standing) {
        assertThat(AllowedHosts.of(List.of(), List.of(address)).standing(host)).isEqualTo(standing);
    }

    @Test
    void aHostThatIsBothDeclaredAndConfiguredIsConfigured() {
        AllowedHosts hosts =
                AllowedHosts.of(List.of("api.example.com", "*.example.com"), List.of("https://api.example.com"));

        assertThat(hosts.standing("api.example.com")).isEqualTo(Standing.CONFIGURED);
    }

    @Test
    void nothingIsAllowedWhenNothingIsSaid() {
        AllowedHosts hosts = AllowedHosts.of(List.of(), List.of());

        assertThat(hosts.standing("localhost")).isEqualTo(Standing.REFUSED);
        assertThat(hosts.describe()).isEqualTo("declared: none; configured: none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.",
                "*.com",
                "*.0.0.1",
                "api.*.example.com",
                "*api.example.com",
                "**.example.com",
                "",
                ".",
                "https://api.example.com",
                "api.example.com:443",
                "api.example.com/v1",
                "a b",
                "{{domain}}",
                "a..b"
            })
    void aDeclarationThatIsNoHostAndNoPatternIsRefusedWithWhatWouldBeRight(String declared) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(declared), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found host '" + declared + "', expected a host name such as api.example.com, or"
                        + " *.example.com for every host under it");
    }

    @Test
    void aMessageNamesTenHostsOfEachKindAtMost() {
        List<String> twelve =
                IntStream.range(10, 22).mapToObj(i -> "h" + i + ".example.com").toList();

        assertThat(AllowedHosts.of(twelve, List.of("https://api.example.com")).describe())
                .startsWith("declared: h10.example.com, h11.example.com")
                .contains("h19.example.com and 2 more; configured: api.example.com")
                .doesNotContain("h20");
    }
}

package dev.baton.sip.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what is allowed becomes a URI. */
class DialPlanTest {

    private static final DialPlan PLAN = new DialPlan(
            List.of("+49", "+43", "+88", "+1", "=+33145678901", "=+881612345678"),
            List.of("pbx.example.com", "acd.example.com:5080", "[2001:db8::1]"),
            List.of("udp", "tls"),
            "sbc.example.net");

    @ParameterizedTest
    @CsvSource({
        "+4930901820, sip:+4930901820@sbc.example.net;user=phone",
        "+49 (30) 90-18.20, sip:+4930901820@sbc.example.net;user=phone",
        "tel:+4930901820, sip:+4930901820@sbc.example.net;user=phone",
        "+33145678901, sip:+33145678901@sbc.example.net;user=phone",
        "+881612345678, sip:+881612345678@sbc.example.net;user=phone",
        "sip:agents@pbx.example.com, sip:agents@pbx.example.com",
        "sip:agents@PBX.example.com:5061;transport=tls, sip:agents@PBX.example.com:5061;transport=tls",
        "sips:agents@pbx.example.com, sips:agents@pbx.example.com",
        "sip:100@acd.example.com:5080, sip:100@acd.example.com:5080",
        "sip:q@[2001:db8::1], sip:q@[2001:db8::1]",
        "sip:+4930901820@pbx.example.com;user=phone, sip:+4930901820@pbx.example.com;user=phone",
    })
    void whatIsAllowedBecomesAUri(String wanted, String uri) throws Exception {
        assertThat(PLAN.resolve(wanted).uri()).hasToString(uri);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+49309018x0               | MALFORMED_NUMBER   | a letter at position 10",
                "+4930901820;ext=5         | MALFORMED_NUMBER   | a parameter",
                "+4930901820;postd=pp22    | MALFORMED_NUMBER   | a parameter",
                "4711;phone-context=+49    | MALFORMED_NUMBER   | a parameter",
                "+4930901820?Replaces=x    | MALFORMED_NUMBER   | a character of no number",
                "+4930901820@evil.example  | MALFORMED_NUMBER   | a character of no number",
                "+49%33090182              | MALFORMED_NUMBER   | a character of no number",
                "+493090\u0661820          | MALFORMED_NUMBER   | a digit other than 0 to 9",
                "+49309\u00009018          | MALFORMED_NUMBER   | a control character",
                "+49+309018                | MALFORMED_NUMBER   | a second plus",
                "004930901820              | MALFORMED_NUMBER   | without its country code",
                "030901820                 | MALFORMED_NUMBER   | without its country code",
                "*21*030901820             | MALFORMED_NUMBER   | a character of no number",
                "''                        | MALFORMED_NUMBER   | without its country code",
                "+                         | MALFORMED_NUMBER   | 0 digits",
                "+493090                   | MALFORMED_NUMBER   | 6 digits",
                "+4930901820123456         | MALFORMED_NUMBER   | 16 digits",
                "+0490309018               | MALFORMED_NUMBER   | a country code that starts with 0",
                "+33145678902              | NUMBER_NOT_ALLOWED | numberAllow",
                "+881612345679             | COSTLY_NUMBER      | named on its own",
                "+882161234567             | COSTLY_NUMBER      | named on its own",
                "+88213123456              | COSTLY_NUMBER      | named on its own",
                "+8835100123456            | COSTLY_NUMBER      | named on its own",
                "+979123456789             | NUMBER_NOT_ALLOWED | numberAllow",
                "+499001234567             | COSTLY_NUMBER      | premium",
                "+19002345678              | COSTLY_NUMBER      | premium",
                "+12                       | MALFORMED_NUMBER   | 2 digits",
                "+123456789                | IMPOSSIBLE_NUMBER  | cannot exist",
                "sip:agents@evil.example   | URI_NOT_ALLOWED    | uriAllow",
                "sip:agents@pbx.example.com.evil.example | URI_NOT_ALLOWED | uriAllow",
                "sip:agents@pbx.example.com:5080    | URI_NOT_ALLOWED | uriAllow",
                "sip:agents@acd.example.com         | URI_NOT_ALLOWED | uriAllow",
                "sip:a@pbx.example.com;transport=tcp | URI_NOT_ALLOWED | uriTransports",
                "sip:a@pbx.example.com;transport=ws  | URI_NOT_ALLOWED | uriTransports",
                "sip:a@pbx.example.com;maddr=6.6.6.6 | MALFORMED_URI | a parameter",
                "sip:a@pbx.example.com;ttl=1         | MALFORMED_URI | a parameter",
                "sip:a@pbx.example.com;method=BYE    | MALFORMED_URI | a parameter",
                "sip:a@pbx.example.com;lr            | MALFORMED_URI | a parameter",
                "sip:a@pbx.example.com?Replaces=x    | MALFORMED_URI | headers",
                "sip:a:secret@pbx.example.com        | MALFORMED_URI | a password",
                "sip:pbx.example.com                 | MALFORMED_URI | no user",
                "sip:a@pbx.example.com>              | MALFORMED_URI | none that can be read",
                "sip:0088161234567@pbx.example.com   | MALFORMED_URI | may be dialled",
                "sip:*21*0900@pbx.example.com        | MALFORMED_URI | may be dialled",
                "sip:9,00900@pbx.example.com         | MALFORMED_URI | may be dialled",
                "sip:%2B881612345679@pbx.example.com | COSTLY_NUMBER | named on its own",
                "sip:+33145678902@pbx.example.com    | NUMBER_NOT_ALLOWED | numberAllow",
                "sip:0900123@pbx.example.com;user=phone | MALFORMED_NUMBER | without its country code",
                "http://pbx.example.com              | MALFORMED_NUMBER | a letter",
            })
    void everythingElseIsRefusedWithItsReason(String wanted, Refusal refusal, String words) {
        ForwardRefusedException refused =
                catchThrowableOfType(ForwardRefusedException.class, () -> PLAN.resolve(wanted));

        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused).hasMessageContaining(words);
    }

    @Test
    void aLongTextIsRefusedUnread() {
        assertThatThrownBy(() -> PLAN.resolve("+" + "4".repeat(100_000)))
                .hasMessageContaining("a text of 100001 characters");
    }

    @Test
    void refusalsShowNoNumbers() {
        assertThatThrownBy(() -> PLAN.resolve("+33145678902")).message().doesNotContain("4567");
        assertThatThrownBy(() -> PLAN.resolve("0301234\r\nX: y")).message().doesNotContain("1234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4930901820", "sip:agents@pbx.example.com"})
    void nothingIsAllowedByDefault(String wanted) {
        DialPlan none = new DialPlan(List.of(), List.of(), List.of(), "sbc.example.net");

        assertThatThrownBy(() -> none.resolve(wanted)).isInstanceOf(ForwardRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"49", "+", "+4 9", "*", "+881", "+8826", "=+49", "+49x", ""})
    void aNumberRuleThatIsNoneIsRefusedAtTheStart(String rule) {
        assertThatThrownBy(() -> new DialPlan(List.of(rule), List.of(), List.of(), "h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("numberAllow")
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@pbx", "pbx;lr", "pbx:99999", "", "*"})
    void aHostThatIsNoneIsRefusedAtTheStart(String host) {
        assertThatThrownBy(() -> new DialPlan(List.of(), List.of(host), List.of(), "h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uriAllow");
    }

    @Test
    void aNumberMayBecomeATelUri() throws Exception {
        DialPlan tel = new DialPlan(List.of("+49"), List.of(), List.of(), null);

        assertThat(tel.resolve("+49 30 901820").uri()).hasToString("tel:+4930901820");
    }

    @Test
    void aDestinationHasOneKeyHoweverItIsWritten() throws Exception {
        assertThat(PLAN.resolve("+49 30 901820").key())
                .isEqualTo(PLAN.resolve("tel:+49-30-901820").key())
                .isEqualTo(PLAN.resolve("sip:+4930901820@pbx.example.com").key());
    }
}

package dev.baton.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.problem.StartRefusedException;
import dev.baton.target.SummaryWay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator can say about summaries, and what stops the start. */
class SummarySettingsTest {

    @Test
    void where_there_is_a_model_it_is_the_usual_way() {
        assertThat(settings(null, null).usual()).isEqualTo(SummaryWay.EXTRACT);
        assertThat(settings(null, "https://llm.example.org/v1").usual()).isEqualTo(SummaryWay.MODEL);
        assertThat(settings(SummaryWay.NONE, "https://llm.example.org/v1").usual())
                .isEqualTo(SummaryWay.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com/v1/chat/completions",
        "http://ollama:11434/v1/, http://ollama:11434/v1/chat/completions",
    })
    void the_url_is_where_the_interface_begins(String url, String address) {
        assertThat(settings(null, url).address()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llm.example.org",
                "ftp://llm.example.org",
                "https://u:p@llm.example.org/v1",
                "https://llm.example.org/v1?a=b",
                "https:///v1",
                "a b"
            })
    void an_address_that_cannot_be_called_stops_the_start(String url) {
        assertThatThrownBy(() -> settings(null, url).address())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("baton.summary.url")
                .hasMessageNotContaining("u:p");
    }

    @Test
    void what_cannot_work_stops_the_start() {
        assertThatThrownBy(() -> settings(SummaryWay.MODEL, null)).hasMessageContaining("baton.summary.url");
        assertThatThrownBy(
                        () -> new SummaryProperties(null, "https://x.org/v1", null, " ", Duration.ofSeconds(3), 8, 300))
                .hasMessageContaining("baton.summary.model");
        assertThatThrownBy(() -> new SummaryProperties(null, null, null, null, Duration.ofSeconds(11), 8, 300))
                .hasMessage("baton.summary.within=11000ms: expected 100ms to 10s");
        assertThatThrownBy(() -> new SummaryProperties(null, null, null, null, Duration.ofSeconds(3), 0, 300))
                .hasMessage("baton.summary.at-once=0: expected 1 to 100");
        assertThatThrownBy(() -> new SummaryProperties(null, null, null, null, Duration.ofSeconds(3), 8, 5000))
                .hasMessage("baton.summary.max-tokens=5000: expected 0 to 4000");
    }

    private static SummaryProperties settings(@Nullable SummaryWay otherwise, @Nullable String url) {
        return new SummaryProperties(otherwise, url, "k", "m", Duration.ofSeconds(3), 8, 300);
    }
}

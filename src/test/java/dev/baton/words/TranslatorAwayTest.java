package dev.baton.words;

import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A translator that is away costs nobody more than a little time, and soon none. */
class TranslatorAwayTest {

    private TranslatorStub translator;
    private GatewayUnderTest gateway;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        translator = new TranslatorStub();
        gateway = GatewayUnderTest.start(
                folder,
                "targets: {}",
                "--baton.translate.service=libretranslate",
                "--baton.translate.url=" + translator.url(),
                "--baton.translate.within=200ms",
                "--baton.translate.at-once=2",
                "--baton.translate.breaker-pause=1s",
                "--logging.level.dev.baton.words=error");
    }

    @AfterEach
    void stop() {
        gateway.close();
        translator.close();
    }

    @Test
    void one_that_keeps_failing_is_left_alone_and_then_tried_again() throws Exception {
        translator.answersWith(503);
        for (int i = 0; i < 20; i++) {
            assertThat(said("Text number " + i)).isEqualTo("Text number " + i);
        }
        // Five are enough to know; on a busy machine a trial or two may come between.
        assertThat(translator.asked("Text number")).hasSizeBetween(5, 10);
        assertThat(leftAlone()).isEqualTo(20 - translator.asked("Text number").size());

        translator.answersWith(200);
        Awaitility.await().until(() -> said("Now it works").equals("> Now it works"));
    }

    @Test
    void one_that_hangs_holds_up_few_and_for_a_moment_only() throws Exception {
        CountDownLatch hanging = translator.hangs();
        for (int i = 0; i < 20; i++) {
            assertThat(said("Hanging text " + i)).isEqualTo("Hanging text " + i);
        }
        hanging.countDown();

        // Two have a thread, until their calls are given up; nobody waits for the others.
        assertThat(translator.asked("Hanging text")).hasSizeBetween(2, 6);
        assertThat(leftAlone()).isGreaterThanOrEqualTo(14);
    }

    @Test
    void a_language_that_it_does_not_know_is_asked_for_once_and_is_not_its_fault() throws Exception {
        translator.answersWith(400);
        for (int i = 0; i < 6; i++) {
            assertThat(said("Klingon " + i % 3)).isEqualTo("Klingon " + i % 3);
        }
        assertThat(translator.asked("Klingon")).hasSize(3);
        assertThat(said("One more")).isEqualTo("One more");
        assertThat(said("And another")).isEqualTo("And another");

        translator.answersWith(200);
        assertThat(said("A known one")).isEqualTo("> A known one");
    }

    private String said(String text) throws Exception {
        return json(gateway.post(Messages.with("\"target\": \"log\", \"message\": {\"text\": \"" + text
                                + "\", \"translate\": true, \"language\": \"en\"}")
                        .replace("\"channel\"", "\"language\": \"nl\", \"channel\"")))
                .at("/message/text")
                .asText();
    }

    private double leftAlone() {
        return gateway.bean(MeterRegistry.class)
                .counter("handover.translations", "outcome", "left_alone")
                .count();
    }
}

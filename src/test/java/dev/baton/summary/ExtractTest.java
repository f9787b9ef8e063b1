package dev.baton.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is picked from a conversation. */
class ExtractTest {

    private static final int MOST = 1_200;

    @Test
    void a_greeting_is_no_concern_and_a_question_of_the_bot_tells_nothing() {
        assertThat(of(
                        "B: Hallo! Waarmee kan ik je helpen?",
                        "C: hoi",
                        "C: Mijn internet valt steeds uit sinds de monteur gisteren geweest is",
                        "B: Vervelend! Heb je het modem al opnieuw opgestart?",
                        "C: Ja, drie keer. Het lampje van het modem knippert oranje en het internet blijft weg.",
                        "B: Ik begrijp je vraag niet. Kun je het anders zeggen?",
                        "C: Medewerker graag"))
                .isEqualTo(
                        """
                        The customer came with: Mijn internet valt steeds uit sinds de monteur gisteren geweest is
                        Customer: Het lampje van het modem knippert oranje en het internet blijft weg.
                        Bot: Ik begrijp je vraag niet.
                        The customer's last words: Medewerker graag
                        7 messages, 4 by the customer. Picked from the transcript.""");
    }

    @Test
    void scripts_without_blanks_have_words_too() {
        assertThat(of("C: 你好", "B: 您好，请问有什么可以帮您？", "C: 我的订单还没有收到，已经两个星期了。订单号是88231。", "C: 我要找人工客服"))
                .startsWith("The customer came with: 我的订单还没有收到，已经两个星期了。订单号是88231。\n")
                .contains("The customer's last words: 我要找人工客服\n");
    }

    @Test
    void who_only_greeted_is_quoted_with_that() {
        assertThat(of("C: hi"))
                .isEqualTo("The customer came with: hi\n1 message, 1 by the customer. Picked from the transcript.");
    }

    @Test
    void a_customer_who_said_nothing_is_not_quoted() {
        assertThat(of("B: Welcome to our chat about your order."))
                .isEqualTo(
                        "Bot: Welcome to our chat about your order.\n1 message, 0 by the customer. Picked from the transcript.");
    }

    @Test
    void what_is_said_again_and_again_is_told_once() {
        String again = "I did not understand your question about that.";

        assertThat(of(
                        "C: My parcel 88 is broken",
                        "B: " + again,
                        "B: " + again.toUpperCase(),
                        "B: " + again,
                        "C: Help me"))
                .containsOnlyOnce("Bot: ");
    }

    @Test
    void a_long_message_is_cut_and_its_further_sentences_can_still_be_picked() {
        String summary = of("C: " + "So I went there and they said no. ".repeat(30)
                + "The contract number is KX-2291 from Rotterdam.");

        assertThat(summary.lines().findFirst().orElseThrow()).endsWith("…").hasSizeLessThan(280);
        assertThat(summary).contains("KX-2291");
    }

    @Test
    void a_conversation_of_a_megabyte_takes_no_time_worth_mentioning() {
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            said.add(new Said(i % 2 == 0 ? "customer" : "bot", ("word" + i + " and others. ").repeat(25)));
        }
        Extract.of(said);
        long began = System.nanoTime();

        assertThat(Extract.of(said)).hasSizeLessThan(MOST);
        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
    }

    /** Whatever is written, it is short, on as many lines as it says, and without characters that steer a display. */
    @RepeatedTest(50)
    void whatever_is_said_the_summary_is_short_and_plain(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        String alphabet =
                "ab cde.!?\n\r\t\u0000\u001b\u0085\u2028\u202e\u2066\ufeff…。你\ud83d\ude00\ud83d\ude00é\u0301 5";
        List<Said> said = new ArrayList<>();
        for (int i = 0, n = 1 + random.nextInt(12); i < n; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int j = 0, length = random.nextInt(800); j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            said.add(new Said(List.of("customer", "bot", "agent").get(random.nextInt(3)), text.toString()));
        }

        String summary = Extract.of(said);

        assertThat(summary)
                .hasSizeLessThan(MOST)
                .doesNotContainPattern("[\\p{Cc}&&[^\\n]]")
                .doesNotContainPattern("[\\u202a-\\u202e\\u2066-\\u2069\\u2028\\ufeff]");
        assertThat(summary.lines().toList()).hasSizeLessThanOrEqualTo(6).noneMatch(String::isBlank);
        assertThat(summary).endsWith(" by the customer. Picked from the transcript.");
    }

    private static String of(String... lines) {
        List<Said> said = new ArrayList<>();
        for (String line : lines) {
            said.add(new Said(line.startsWith("C") ? "customer" : "bot", line.substring(3)));
        }
        return Extract.of(said);
    }
}

package dev.baton.cli;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.ASSIGNED;
import static dev.baton.handover.HandoverState.COMPLETED;
import static dev.baton.handover.HandoverState.EXPIRED;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.handover.HandoverState.RETRYING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Reroute;
import dev.baton.support.GatewayUnderTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in docs/reports.md answer as it says. */
class ReportsPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```console\\n\\$ (.*?)\\n(.*?)^```$");
    private static final String TOOL = "java -jar baton.jar ";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void its_commands_answer_as_it_says(@TempDir Path folder) throws Exception {
        try (GatewayUnderTest gateway = GatewayUnderTest.start(
                folder,
                "targets:\n  log: {connector: logging-only}\nsteps:\n  support: {text: log}\ndefault: support\n",
                "--baton.handover.open-for=10000d")) {
            Ledger ledger = gateway.bean(Ledger.class);
            Handover first = claim(ledger, "support", "no_answer", "no_answer", 1);
            go(ledger, first, 1, ACCEPTED, 60, ASSIGNED, 300, COMPLETED);
            rate(ledger, first, 5);
            rate(ledger, first, 4);
            Handover second = claim(ledger, "support", "customer_request", "keyword", 1);
            fallBack(ledger, second);
            go(ledger, second, 2, ACCEPTED, 3600, EXPIRED);
            go(ledger, claim(ledger, "sales", "customer_request", null, 2), 1, FAILED);

            List<MatchResult> commands = BLOCK.matcher(Files.readString(Path.of("docs/reports.md")))
                    .results()
                    .toList();

            assertThat(commands).hasSize(3);
            for (MatchResult command : commands) {
                agrees(answer(command.group(1), folder, gateway), command.group(2));
            }
        }
    }

    private static void agrees(String answer, String expected) throws Exception {
        if (expected.startsWith("{")) {
            assertThat(JSON.readTree(answer)).isEqualTo(JSON.readTree(expected));
        } else {
            assertThat(answer.replace("\r\n", "\n")).isEqualTo(expected);
        }
    }

    private static String answer(String command, Path folder, GatewayUnderTest gateway) throws Exception {
        if (command.startsWith(TOOL)) {
            List<String> words =
                    new ArrayList<>(List.of(command.substring(TOOL.length()).split(" ")));
            words.addAll(List.of("--url", gateway.uri("").toString()));
            Terminal terminal = new Terminal(folder);
            assertThat(terminal.run(words.toArray(String[]::new)))
                    .as(terminal.err())
                    .isZero();
            return terminal.out();
        }
        Process process =
                new ProcessBuilder("bash", "-c", command.replace("8080", String.valueOf(gateway.port()))).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private static Handover claim(Ledger ledger, String step, String reason, @Nullable String trigger, int day) {
        Instant at = Instant.parse("2026-03-0" + day + "T10:00:00Z");
        ObjectNode message = Handovers.object();
        message.putObject("reason").put("code", reason).put("trigger", trigger);
        Handover handover = new Handover(
                ("01" + reason + step + trigger + "0".repeat(26)).substring(0, 26),
                "local",
                null,
                "f".repeat(64),
                Channel.TEXT,
                "c-" + reason + step,
                step,
                "desk",
                "desk",
                List.of("log"),
                message,
                Handovers.object(),
                at);
        ledger.claim(handover, Instant.parse("2040-01-01T00:00:00Z")).join();
        return handover;
    }

    private static void fallBack(Ledger ledger, Handover handover) {
        ledger.reroute(
                        handover,
                        Handovers.to(RETRYING, handover.requestedAt(), REQUESTED),
                        new Reroute("log", "logging-only", List.of()))
                .join();
    }

    private static void rate(Ledger ledger, Handover handover, int stars) {
        ObjectNode said =
                Handovers.object().put("about", "agent").put("by", "customer").put("rating", stars);
        ledger.feedback()
                .give(handover.id(), said, Handovers.object(), handover.requestedAt())
                .join();
    }

    /** @param secondsAndStates how long after the one before, and what then */
    private static void go(Ledger ledger, Handover handover, Object... secondsAndStates) {
        Instant at = handover.requestedAt();
        for (int i = 0; i < secondsAndStates.length; i += 2) {
            at = at.plusSeconds((int) secondsAndStates[i]);
            HandoverState from =
                    ledger.find("local", handover.id()).orElseThrow().state();
            ledger.move(handover.id(), Handovers.to((HandoverState) secondsAndStates[i + 1], at, from))
                    .join();
        }
    }
}

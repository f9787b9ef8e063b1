package dev.baton.target;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Action;
import dev.baton.handover.ActionType;
import dev.baton.handover.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Behaviours 15, 21, 31, 47, 80. */
class TargetsFileTest {

    private static final String GOOD =
            """
            targets:
              desk:
                connector: genesys
                settings:
                  domain: my.de
                  id: 11111111-1111-4111-8111-111111111111
                  secret: ${TOKEN}
            """;

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "TOKEN", "hush-hush", "DOMAIN", "env.de", "LOUD", "HUSH", "BRACES", "a{{domain}}b", "N", "7", "EMPTY", "");

    private static final Map<String, ConnectorForm> CONNECTORS = connectors();

    private final Path dir;

    TargetsFileTest(@TempDir Path dir) {
        this.dir = dir;
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("targets: [a]", "1:10: /targets: found a list, expected an object [integrator]"),
                broken(
                        "targets: {Bad_Name: {connector: logging-only}}",
                        "1:11: /targets/Bad_Name: found this name, expected a member name of 1 to 64 of a-z, 0-9 and -, not beginning with - [integrator]"),
                broken(
                        "targets: {a: hush-hush}",
                        "1:14: /targets/a: found text (not shown), expected an object [integrator]"),
                broken(
                        "targets: {a: {}}",
                        "1:11: /targets/a/connector: found nothing, expected a value (required): Connector [integrator]"),
                broken(
                        "targets: {a: {connector: 7}}",
                        "1:26: /targets/a/connector: found 7, expected a string [integrator]"),
                broken(
                        GOOD + "    secret: hush-hush\n",
                        "8:5: /targets/desk/secret: found text (not shown), expected no such member; known here: connector, settings, overridable, availability, onUnknown, breaker, rate [integrator]"),
                broken(
                        "secret: hush-hush",
                        "1:1: /secret: found text (not shown), expected no such member; known here: targets, steps, default [integrator]"),
                broken(
                        GOOD.replace("genesys", "genesis"),
                        "3:16: /targets/desk/connector: found 'genesis', expected a connector, one of asking, broken, genesys, logging-only, sip; did you mean 'genesys'? [integrator]"),
                broken(
                        GOOD.replace("domain:", "domian:"),
                        "4:5: /targets/desk/settings/domain: found nothing, expected a value (required): Region [integrator]",
                        "5:7: /targets/desk/settings/domian: found text (not shown), expected no such member; did you mean 'domain'? [integrator]"),
                broken(
                        GOOD.replace("my.de", "MY.DE"),
                        "5:15: /targets/desk/settings/domain: found \"MY.DE\", expected text that matches ^[a-z.]+$ [integrator]"),
                broken(
                        GOOD.replace("my.de", "7"),
                        "5:15: /targets/desk/settings/domain: found 7, expected a string [integrator]"),
                broken(
                        GOOD.replace("my.de", "'...'"),
                        "4:5: /targets/desk/settings/api: found what its default makes of other settings, expected an absolute URI such as https://example.com/path [integrator]"),
                broken(
                        GOOD + "      timeout: 99\n      mode: fats\n",
                        "8:16: /targets/desk/settings/timeout: found 99, expected at most 60 [integrator]",
                        "9:13: /targets/desk/settings/mode: found \"fats\", expected one of fast, slow; did you mean 'fast'? [integrator]"),
                broken(
                        GOOD + "      timeout: ${TOKEN}\n",
                        "8:16: /targets/desk/settings/timeout: found the value of ${TOKEN}, expected a whole number [operator]"),
                broken(
                        GOOD.replace("my.de", "${LOUD}"),
                        "5:15: /targets/desk/settings/domain: found the value of ${LOUD}, expected text that matches ^[a-z.]+$ [operator]"),
                broken(
                        GOOD.replace("my.de", "'{{id}}'"),
                        "5:15: /targets/desk/settings/domain: found {{ or }}, expected text without {{ and }}: settings are put into calls, where these mark other settings [integrator]"),
                broken(
                        GOOD.replace("my.de", "my.${DOMAIN}"),
                        "5:15: /targets/desk/settings/domain: found ${ inside of text, expected the whole value to be ${ENV_NAME} or ${file:/absolute/path} [integrator]"),
                broken(
                        GOOD.replace("${TOKEN}", "hush-hush"),
                        "7:15: /targets/desk/settings/secret: found a secret written out (not shown), expected ${ENV_NAME} or ${file:/absolute/path}: put it into an environment variable or a file and name that here [integrator]"),
                broken(
                        GOOD.replace("${TOKEN}", "${file:relative}"),
                        "7:15: /targets/desk/settings/secret: found a secret written out (not shown), expected ${ENV_NAME} or ${file:/absolute/path}: put it into an environment variable or a file and name that here [integrator]"),
                broken(
                        GOOD.replace("${TOKEN}", ""),
                        "7:14: /targets/desk/settings/secret: found nothing, expected ${ENV_NAME} or ${file:/absolute/path}: put it into an environment variable or a file and name that here [integrator]"),
                broken(
                        GOOD.replace("      secret: ${TOKEN}\n", ""),
                        "4:5: /targets/desk/settings/secret: found nothing, expected a value (required): OAuth client secret [integrator]"),
                broken(
                        GOOD.replace("TOKEN", "MISSING"),
                        "7:15: /targets/desk/settings/secret: found ${MISSING}, but the environment variable MISSING is not set [operator]"),
                broken(
                        GOOD.replace("TOKEN", "EMPTY"),
                        "7:15: /targets/desk/settings/secret: found ${EMPTY}, but the environment variable EMPTY is empty [operator]"),
                broken(
                        GOOD.replace("TOKEN", "BRACES"),
                        "7:15: /targets/desk/settings/secret: found {{ or }} in the value of ${BRACES}, expected text without {{ and }}: settings are put into calls, where these mark other settings [operator]"),
                broken(
                        GOOD.replace("TOKEN", "file:/no/such/file"),
                        "7:15: /targets/desk/settings/secret: found ${file:/no/such/file}, but the file /no/such/file is missing or cannot be read [operator]"),
                broken(
                        GOOD.replace("TOKEN", "file:/dev/null"),
                        "7:15: /targets/desk/settings/secret: found ${file:/dev/null}, but the path /dev/null is no regular file [operator]"),
                broken(
                        GOOD + "    overridable: [mode, secret, api, queue, domain, nope]\n",
                        "8:25: /targets/desk/overridable/1: found 'secret', expected a setting that a message may change: this one is a secret [integrator]",
                        "8:33: /targets/desk/overridable/2: found 'api', expected a setting that a message may change: this one is an address, and a message must not choose where calls go [integrator]",
                        "8:38: /targets/desk/overridable/3: found 'queue', expected a setting that a message may change: this one is a part of the connector's calls ({{queue}}) [integrator]",
                        "8:45: /targets/desk/overridable/4: found 'domain', expected a setting that a message may change: the defaults of other settings are made from this one [integrator]",
                        "8:53: /targets/desk/overridable/5: found 'nope', expected a setting of connector 'genesys', one of domain, id, secret, api, queue, mode, timeout [integrator]"),
                broken(
                        "targets: {a: {connector: broken}}",
                        "1:11: /targets/a/settings/loop: found no value in connector 'broken': its default refers to itself [connector author]",
                        "1:11: /targets/a/settings/needy: found no value in connector 'broken': its default needs the setting 'optional' [connector author]",
                        "1:11: /targets/a/settings/secretive: found no value in connector 'broken': its default would show the secret 'key' [connector author]",
                        "1:11: /targets/a/settings/unknown: found no value in connector 'broken': its default refers to 'nowhere', which is no setting [connector author]",
                        "1:11: /targets/a/settings/wrong: found the default, expected one of x, y [connector author]"),
                broken(
                        "steps: {a: {text: dsek, voice: log}}\n" + GOOD,
                        "1:19: /steps/a/text: found 'dsek', expected a target, one of desk, log; did you mean 'desk'? [integrator]"),
                broken(
                        "steps: {a: {voice: desk}}\n" + GOOD,
                        "1:20: /steps/a/voice: found 'desk', which takes no voice, expected a target for voice [integrator]"),
                broken(
                        "steps: {a: {text: desk, fallback: [log, log, desk, x, 7]}}\n" + GOOD,
                        "1:41: /steps/a/fallback/1: found 'log' again, expected each fallback once [integrator]",
                        "1:46: /steps/a/fallback/2: found 'desk', which is the step's own target, expected another one to fall back to [integrator]",
                        "1:52: /steps/a/fallback/3: found 'x', expected a target, one of desk, log [integrator]",
                        "1:55: /steps/a/fallback/4: found 7, expected a string [integrator]"),
                broken(
                        "steps: {a: {text: log, fallback: [call]}}\ntargets: {call: {connector: sip}}",
                        "1:35: /steps/a/fallback/0: found 'call', which takes no channel of this step, expected one that does [integrator]"),
                broken(
                        "steps: {a: {text: log}}\ntargets: {log: {connector: sip}}",
                        "1:19: /steps/a/text: found 'log', which takes no text, expected a target for text [integrator]"),
                broken(
                        "steps: {a: {}}\ntargets: {log: {connector: sip}}",
                        "1:9: /steps/a: found no target for text, expected one, since the declared target 'log' takes no text [integrator]"),
                broken(
                        "steps: {a: {txt: log, deadline: 7}}",
                        "1:13: /steps/a/txt: found text (not shown), expected no such member; did you mean 'text'? [integrator]",
                        "1:33: /steps/a/deadline: found 7, expected a string [integrator]"),
                broken(
                        "steps: {suport: {}}\ndefault: support",
                        "2:10: /default: found 'support', expected a step, one of suport; did you mean 'suport'? [integrator]"),
                broken("default: support", "1:10: /default: found 'support', but there is no step [integrator]"),
                broken(
                        "targets: {a: {settings: {secret: ${TOKEN}}}}",
                        "1:35: found '{' inside a value, expected quotes around it, as in \"${NAME}\""),
                broken("steps: {}\nsteps: {}", "2:1: /steps: found the key again (first in line 1), expected it once"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void everything_that_is_wrong_is_said_at_once(String yaml, List<String> expected) {
        ConfigurationException e = refused(yaml);

        String count = expected.size() == 1 ? "is 1 thing" : "are " + expected.size() + " things";
        assertThat(String.valueOf(e.getMessage()).lines())
                .startsWith("There " + count + " to correct in " + file() + ", in brackets by whom:")
                .containsSequence(
                        expected.stream().map(line -> "targets.yaml:" + line).toList())
                .hasSize(expected.size() + 1);
        assertThat(e).message().doesNotContain("hush-hush").doesNotContain("HUSH");
    }

    @Test
    void settings_are_completed_and_secrets_kept_apart() {
        TargetDefinition desk = target("desk", GOOD + "    overridable: [mode]\n");

        assertThat(desk.settings())
                .hasToString("{\"domain\":\"my.de\",\"id\":\"11111111-1111-4111-8111-111111111111\","
                        + "\"api\":\"https://api.my.de\",\"queue\":\"q\",\"timeout\":20}");
        assertThat(desk.secrets()).containsExactly(Map.entry("secret", "hush-hush"));
        assertThat(desk.overridable()).containsExactly("mode");
        assertThat(desk.toString()).contains("secrets=[secret]").doesNotContain("hush");
    }

    @Test
    void other_settings_may_come_from_the_environment_too() {
        TargetDefinition desk = target("desk", GOOD.replace("my.de", "${DOMAIN}") + "      timeout: ${N}\n");

        assertThat(desk.settings().get("api").asText()).isEqualTo("https://api.env.de");
        assertThat(desk.settings().get("timeout").intValue()).isEqualTo(7);
    }

    @Test
    void a_secret_file_loses_its_last_line_break_only() throws IOException {
        assertThat(secretFrom(" two\nlines\n\n")).isEqualTo(" two\nlines\n");
        assertThat(secretFrom("windows\r\n")).isEqualTo("windows");
        assertThat(secretFrom("x".repeat(64 * 1024))).hasSize(64 * 1024);
    }

    @Test
    void a_secret_file_without_a_usable_value_is_refused_by_its_path() throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), "\n");
        String yaml = GOOD.replace("TOKEN", "file:" + secret);

        assertThat(refused(yaml)).hasMessageEndingWith("but the file " + secret + " is empty [operator]");
        Files.writeString(secret, "x".repeat(64 * 1024 + 1));
        assertThat(refused(yaml)).hasMessageEndingWith("but the file " + secret + " is larger than 64 KiB [operator]");
        Files.write(secret, new byte[] {(byte) 0xff});
        assertThat(refused(yaml)).hasMessageEndingWith("but the file " + secret + " is not UTF-8 text [operator]");
    }

    @Test
    void a_channel_that_a_step_leaves_out_is_only_logged() {
        Targets targets = load(GOOD + "steps: {support: {text: desk, message: Hi, fallback: [log]}}");

        assertThat(targets.steps().get("support"))
                .isEqualTo(new Step(
                        "support",
                        Map.of(Channel.TEXT, "desk", Channel.VOICE, "log"),
                        Wording.of("Hi"),
                        List.of("log"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(targets.targets().get("log"))
                .extracting(TargetDefinition::connector)
                .isEqualTo("logging-only");
    }

    @Test
    void a_step_names_the_targets_of_its_tasks() {
        Targets targets = load(
                GOOD + "steps: {a: {text: desk, actions: [{type: createTask}], tasks: [log, desk]}, b: {text: desk}}");

        StepActions actions = Objects.requireNonNull(
                Objects.requireNonNull(targets.steps().get("a")).actions());
        assertThat(actions.tasks()).containsExactly("log", "desk");
        assertThat(actions.list()).extracting(Action::type).containsExactly(ActionType.CREATE_TASK);
        assertThat(targets.steps().get("b")).extracting(Step::actions).isNull();
        assertThat(refused(GOOD + "steps: {a: {text: desk, tasks: [log, dsek]}}"))
                .hasMessageContaining("/steps/a/tasks/1: found 'dsek'")
                .hasMessageContaining("desk");
        assertThat(refused(GOOD + "steps: {a: {text: desk, actions: [{type: addTags, parameters: {tag: [x]}}]}}"))
                .hasMessageContaining("/steps/a/actions/0/parameters/tag")
                .hasMessageContaining("did you mean 'tags'");
    }

    @Test
    void a_step_may_say_how_long_a_handover_is_tried_again() {
        Targets targets =
                load(GOOD + "steps: {a: {text: desk, deadline: 90s}, b: {text: desk}, c: {text: desk, deadline: 0s}}");

        assertThat(targets.steps().values())
                .extracting(Step::deadline)
                .containsExactly(Duration.ofSeconds(90), null, Duration.ZERO);
        assertThat(refused(GOOD + "steps: {a: {text: desk, deadline: 61m}}"))
                .hasMessageContaining("/steps/a/deadline: found \"61m\", expected 0s to 60m [integrator]");
        assertThat(refused(GOOD + "steps: {a: {text: desk, deadline: soon}}"))
                .hasMessageContaining("/steps/a/deadline: found \"soon\", expected a time such as");
    }

    @ParameterizedTest
    @CsvSource({
        "'', FAIL",
        "', onUnknown: fail', FAIL",
        "', onUnknown: retry', RETRY",
        "', onUnknown: fallback', FALLBACK"
    })
    void a_target_may_say_what_becomes_of_what_it_may_have(String written, OnUnknown choice) {
        assertThat(target("t", "targets: {t: {connector: asking" + written + "}}")
                        .onUnknown())
                .isEqualTo(choice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ask | 15000 | 2000",
                "{ask: true} | 15000 | 2000",
                "{ask: true, keepFor: 1s, within: 100ms} | 1000 | 100",
                "{ask: true, keepFor: 10m, within: 10s} | 600000 | 10000",
            })
    void a_target_is_asked_whether_anybody_is_there_when_it_says_so(String written, long keepFor, long within) {
        assertThat(target("t", "targets: {t: {connector: asking, settings: {queue: q}, availability: " + written + "}}")
                        .availability())
                .isEqualTo(new AskPolicy(Duration.ofMillis(keepFor), Duration.ofMillis(within)));
    }

    @Test
    void a_target_that_does_not_say_so_is_not_asked() {
        assertThat(target("t", "targets: {t: {connector: asking}}").availability())
                .isNull();
        assertThat(target("t", "targets: {t: {connector: asking, availability: {ask: false}}}")
                        .availability())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{connector: sip, availability: ask} | /targets/t/availability: found that this target is to be asked, but connector 'sip' cannot ask, expected none, or a file sip.availability.kamelet.yaml in its folder [integrator]",
                "{connector: asking, availability: ask} | /targets/t/settings/queue: found nothing, expected a value: this target is to be asked whether it is open [integrator]",
                "{connector: asking, settings: {queue: q}, availability: maybe} | /targets/t/availability: found \"maybe\", expected exactly \"ask\" [integrator]",
                "{connector: asking, settings: {queue: q}, availability: {ask: true, keepFor: 500ms}} | /targets/t/availability/keepFor: found \"500ms\", expected 1s to 10m [integrator]",
                "{connector: asking, settings: {queue: q}, availability: {ask: true, within: 11s}} | /targets/t/availability/within: found \"11s\", expected 100ms to 10s [integrator]",
                "{connector: asking, settings: {queue: q}, availability: {ask: true, within: 2 s}} | /targets/t/availability/within: found \"2 s\", expected a time such as 500ms, 15s or 2m [integrator]",
                "{connector: asking, settings: {queue: q}, availability: {ask: true, keepFr: 2s}} | /targets/t/availability/keepFr: found text (not shown), expected no such member; did you mean 'keepFor'? [integrator]",
                "{connector: asking, settings: {queue: q}, availability: {keepFor: 2s}} | /targets/t/availability/ask: found nothing, expected a value (required): Ask [integrator]",
            })
    void what_is_wrong_with_asking_is_told(String target, String expected) {
        assertThat(refused("targets: {t: " + target + "}").errors())
                .extracting(error -> error.pointer() + ": " + error.problem())
                .containsExactly(expected);
    }

    @Test
    void the_only_step_is_the_default_unless_another_is_declared() {
        assertThat(load("steps: {a: {}}").defaultStep()).isEqualTo("a");
        assertThat(load("steps: {a: {}, b: {}}").defaultStep()).isNull();
        assertThat(load("steps: {a: {}, b: {}}\ndefault: b").defaultStep()).isEqualTo("b");
    }

    @Test
    void the_target_log_may_be_declared() {
        assertThat(target("log", "targets: {log: {connector: sip}}").connector())
                .isEqualTo("sip");
    }

    @Test
    void a_missing_or_empty_file_is_answered_with_one_to_start_with() {
        Path missing = dir.resolve("none.yaml");
        ConfigurationException e = catchThrowableOfType(
                ConfigurationException.class, () -> TargetsFile.load(missing, CONNECTORS, ENVIRONMENT::get));
        assertThat(e).hasMessageStartingWith("There is no file " + missing + ". Something to start with:\n\n");
        assertThat(refused("# nothing yet\n")).hasMessageStartingWith("The file " + file() + " is empty. Something");

        String example = String.valueOf(e.getMessage()).split("\n\n", 2)[1];
        assertThat(example.lines()).hasSize(4);
        assertThat(load(example).defaultStep()).isEqualTo("support");
    }

    @Test
    void a_folder_is_no_file() {
        assertThat(catchThrowableOfType(
                        ConfigurationException.class, () -> TargetsFile.load(dir, CONNECTORS, ENVIRONMENT::get)))
                .hasMessage("The file " + dir + " cannot be read as a file by the user of this process.");
    }

    private TargetDefinition target(String name, String yaml) {
        return requireNonNull(load(yaml).targets().get(name));
    }

    private String secretFrom(String content) throws IOException {
        Path secret = Files.writeString(dir.resolve("secret"), content);
        return requireNonNull(target("desk", GOOD.replace("TOKEN", "file:" + secret))
                .secrets()
                .get("secret"));
    }

    private ConfigurationException refused(String yaml) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> load(yaml));
        assertThat(e).isNotNull();
        return e;
    }

    private Targets load(String yaml) {
        try {
            Files.writeString(file(), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TargetsFile.load(file(), CONNECTORS, ENVIRONMENT::get);
    }

    private Path file() {
        return dir.resolve("targets.yaml");
    }

    private static Arguments broken(String yaml, String... expected) {
        return arguments(yaml, Arrays.asList(expected));
    }

    private static Map<String, ConnectorForm> connectors() {
        Map<String, ConnectorForm> forms = new TreeMap<>();
        add(forms, "logging-only", Set.of(Channel.TEXT, Channel.VOICE), "{}");
        add(forms, "sip", Set.of(Channel.VOICE), "{}");
        forms.put(
                "asking",
                new ConnectorForm(
                        "asking",
                        Set.of(Channel.TEXT),
                        object("{\"properties\": {\"queue\": {\"type\": \"string\"}}}"),
                        Set.of(),
                        Set.of("queue")));
        add(
                forms,
                "genesys",
                Set.of(Channel.TEXT),
                """
                {"type": "object", "required": ["domain", "id", "secret"], "properties": {
                  "domain": {"title": "Region", "type": "string", "pattern": "^[a-z.]+$"},
                  "id": {"type": "string", "format": "uuid"},
                  "secret": {"title": "OAuth client secret", "type": "string", "format": "password"},
                  "api": {"type": "string", "format": "uri", "default": "https://api.{{domain}}"},
                  "queue": {"type": "string", "default": "q"},
                  "mode": {"type": "string", "enum": ["fast", "slow"]},
                  "timeout": {"type": "integer", "minimum": 1, "maximum": 60, "default": 20}}}
                """);
        add(
                forms,
                "broken",
                Set.of(Channel.TEXT),
                """
                {"properties": {
                  "key": {"type": "string", "format": "password"},
                  "optional": {"type": "string"},
                  "loop": {"default": "{{loop}}"},
                  "needy": {"default": "{{optional}}"},
                  "secretive": {"default": "{{key}}"},
                  "unknown": {"default": "{{nowhere}}"},
                  "wrong": {"enum": ["x", "y"], "default": "z"}}}
                """);
        return forms;
    }

    private static void add(Map<String, ConnectorForm> forms, String id, Set<Channel> channels, String definition) {
        forms.put(id, new ConnectorForm(id, channels, object(definition), Set.of("id", "api", "queue")));
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

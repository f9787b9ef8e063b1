package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.source.SourceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a body becomes, while it is read. */
final class Draft {

    private static final Pattern SECRET = Pattern.compile("(?i).*(token|secret|passw|api-?_?key|credential).*");

    final ObjectNode settings = JsonNodeFactory.instance.objectNode();
    final ObjectNode message = JsonNodeFactory.instance.objectNode();
    final Samples samples = new Samples();
    /** Environment variables of the new settings, with a value to try them with. */
    final Map<String, String> environment = new TreeMap<>();

    final List<String> todo = new ArrayList<>();
    final List<SourceError> lost = new ArrayList<>();

    private final LegacyRequest request;

    Draft(LegacyRequest request) {
        this.request = request;
    }

    LegacyRequest request() {
        return request;
    }

    void setting(String name, JsonNode value) {
        settings.set(name, value);
    }

    /** A setting that the body cannot give: it comes from the environment. */
    void fromEnvironment(String setting, String variable, String value, String todo) {
        settings.put(setting, "${" + variable + "}");
        environment.put(variable, value);
        this.todo.add(variable + ": " + todo);
    }

    /** A member of the message, by its path; {@code sample} stands in for a variable. */
    void member(String path, String text, String sample) {
        samples.want(text, sample);
        ObjectNode parent = message;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            parent = parent.withObject("/" + names[i]);
        }
        parent.put(names[names.length - 1], text);
    }

    void lost(String pointer, String problem) {
        lost.add(request.at(pointer, problem));
    }

    static boolean looksSecret(String name) {
        return SECRET.matcher(name).matches();
    }
}

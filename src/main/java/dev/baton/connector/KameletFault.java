package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.security.Redactor;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import dev.baton.source.SourceYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says where in a Kamelet the reason is that Camel could not build it. */
final class KameletFault {

    private static final String TEMPLATE = "/spec/template";
    private static final Pattern NO_COMPONENT = Pattern.compile("No endpoint could be found for: ([^:]+):");
    private static final Pattern NO_PARAMETER =
            Pattern.compile("endpoint: ([^:]+):.*Unknown parameters=\\[\\{(.*)}]", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");
    /** What Camel adds for people who develop Camel. */
    private static final Pattern CHATTER = Pattern.compile(
            " in (mem|file|classpath):\\S+|, (line|column) \\d+|:? *\\R[\\s\\S]*|\\. Resolve endpoint .*"
                    + "|, please check your classpath.*");

    private KameletFault() {}

    static SourceException of(ActiveTarget target, Exception failure) {
        Connector connector = target.connector();
        if (failure instanceof SourceException known) {
            return known;
        }
        SourceYaml kamelet = connector.kamelet().source();
        // A component may repeat an option that it cannot use.
        String message = new Redactor(target.definition().secrets().values()).redact(root(failure));
        String problem = problem(message);
        Matcher line = LINE.matcher(message);
        SourceError error = line.find()
                ? new SourceError(
                        kamelet.file(), Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)), "", problem)
                : kamelet.atValue(step(kamelet, message).orElse(TEMPLATE), problem);
        return new SourceException(List.of(error)).under(connector.origin());
    }

    private static String problem(String message) {
        Matcher scheme = NO_COMPONENT.matcher(message);
        if (scheme.find()) {
            return "found " + scheme.group(1) + ":, which no component on the class path offers";
        }
        Matcher parameters = NO_PARAMETER.matcher(message);
        if (parameters.find()) {
            return "found " + parameters.group(2) + ", which " + parameters.group(1) + ": does not know";
        }
        return "found what Camel cannot use: "
                + CHATTER.matcher(message).replaceAll("").strip();
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** The step whose address the message repeats. */
    private static Optional<String> step(SourceYaml kamelet, String message) {
        List<String> uris = new ArrayList<>();
        collect(kamelet.root().at(TEMPLATE), TEMPLATE, uris);
        return uris.stream()
                .filter(pointer -> {
                    String uri = kamelet.root().at(pointer).asText();
                    String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
                    return message.contains(uri) || (!scheme.isEmpty() && message.contains(scheme + ":"));
                })
                .findFirst();
    }

    private static void collect(JsonNode node, String pointer, List<String> uris) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                String below =
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
                if (member.getKey().equals("uri")
                        || (member.getKey().equals("to") && member.getValue().isTextual())) {
                    uris.add(below);
                }
                collect(member.getValue(), below, uris);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, uris);
        }
    }
}

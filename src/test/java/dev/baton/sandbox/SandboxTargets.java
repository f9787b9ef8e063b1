package dev.baton.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.baton.connector.Connector;
import dev.baton.handover.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Writes a {@code targets.yaml} with one target per connector, all of them at the simulated desk. */
public final class SandboxTargets {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SandboxTargets() {}

    /** One target and one step per connector, named like it; {@code support} is the default step. */
    public static Path write(Path folder, Collection<Connector> connectors, SimulatedDesk desk) {
        try {
            Files.createDirectories(folder);
            ObjectNode file = YAML.createObjectNode();
            for (Connector connector : connectors) {
                desk.play(connector);
                file.withObject("/targets")
                        .putObject(connector.id())
                        .put("connector", connector.id())
                        .set("settings", settings(folder, connector, desk));
                ObjectNode step = file.withObject("/steps").putObject(connector.id());
                for (Channel channel : connector.channels()) {
                    step.put(channel.wireName(), connector.id());
                }
            }
            ObjectNode support = file.withObject("/steps")
                    .putObject("support")
                    .put("text", "genesys")
                    .put("message", "You will now be helped by a live agent!");
            support.putObject("triggers")
                    .put("mode", "hand-over")
                    .put("contactRequest", true)
                    .put("noAnswer", true)
                    .put("failedToResolve", true);
            file.put("default", "support");
            Path targets = folder.resolve("targets.yaml");
            YAML.writeValue(targets.toFile(), file);
            return targets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode settings(Path folder, Connector connector, SimulatedDesk desk) throws IOException {
        ObjectNode settings = connector.model().orElseThrow().settings().deepCopy();
        SimulatedDesk.addressSettings(connector).forEach(name -> settings.put(name, desk.url(connector.id(), name)));
        if (settings.has("peer")) {
            settings.put("peer", desk.sbc().peer()).put("transport", "udp");
        }
        for (var property : connector.form().definition().path("properties").properties()) {
            String name = property.getKey();
            if (property.getValue().path("format").asText().equals("password") && settings.has(name)) {
                Path secret = folder.resolve(connector.id() + "." + name);
                Files.writeString(secret, settings.get(name).asText());
                settings.put(name, "${file:" + secret.toAbsolutePath() + "}");
            }
        }
        return settings;
    }
}

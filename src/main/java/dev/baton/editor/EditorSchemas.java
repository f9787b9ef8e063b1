package dev.baton.editor;

import dev.baton.target.ConnectorForm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/** Serves the schemas that depend on the installation. Safe for all threads. */
public final class EditorSchemas {

    private final Supplier<Map<String, ConnectorForm>> connectors;

    /** @param connectors those there are now, by id; asked at each request */
    public EditorSchemas(Supplier<Map<String, ConnectorForm>> connectors) {
        this.connectors = connectors;
    }

    /** The schema of {@code targets.yaml} with every connector, as UTF-8 JSON. */
    public byte[] targets() {
        return TargetsEditorSchema.of(connectors.get()).toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}

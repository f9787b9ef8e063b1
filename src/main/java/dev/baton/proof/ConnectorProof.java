package dev.baton.proof;

import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.connector.Example;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.ArrayList;
import java.util.List;

/** Decides whether a folder may serve: it is read, built in a throw-away context, and its own examples are executed. */
public final class ConnectorProof {

    private ConnectorProof() {}

    /** @throws SourceException with everything that is wrong with the folder */
    public static Connector of(ConnectorFolder folder) {
        Connector connector = ConnectorReader.read(folder);
        List<SourceError> errors = new ArrayList<>();
        try (ExampleProof proof = new ExampleProof(connector)) {
            for (Example example : connector.examples()) {
                errors.addAll(proof.errors(example));
            }
        }
        if (!errors.isEmpty()) {
            throw new SourceException(errors).under(folder.origin());
        }
        return connector;
    }
}

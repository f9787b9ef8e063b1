package dev.baton.catalog;

import dev.baton.connector.ConnectorFolder;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what was proven lately, so that nothing is proven twice and going back to an earlier edit takes no time. */
final class Proofs {

    private static final int REMEMBERED = 512;

    private final Map<String, Verdict> verdicts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > REMEMBERED;
        }
    };

    Verdict of(ConnectorFolder folder) {
        String fingerprint = folder.fingerprint();
        return verdicts.computeIfAbsent(
                folder.origin() + " " + fingerprint, key -> prove(folder, fingerprint.substring(0, 8)));
    }

    private static Verdict prove(ConnectorFolder folder, String version) {
        try {
            return new Verdict(version, ConnectorProof.of(folder), List.of());
        } catch (SourceException e) {
            return new Verdict(version, null, e.errors());
        } catch (RuntimeException e) {
            return new Verdict(version, null, List.of(SourceError.ofFile(folder.origin(), "cannot be proven: " + e)));
        }
    }
}

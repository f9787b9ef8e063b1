package dev.baton.catalog;

import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Remembers what was proven lately, so that nothing is proven twice and going back to an earlier edit takes no time. */
final class Proofs {

    private static final int REMEMBERED = 512;

    private final Map<String, Verdict> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What is to be said of every connector, by id. */
    SortedMap<String, Verdict> of(CatalogFiles.Content content) {
        Set<String> used = content.used();
        SortedMap<String, Verdict> verdicts = new TreeMap<>();
        List<Task> open = new ArrayList<>();
        content.folders().forEach((id, folder) -> {
            // What ships was proven when it was built; it is proven again before it serves a target.
            Task task = new Task(folder, folder.fingerprint(), !folder.isShipped() || used.contains(id));
            Verdict known = remembered.get(task.key());
            if (known == null) {
                open.add(task);
            } else {
                verdicts.put(id, known);
            }
        });
        EveryProcessor.map(open, Task::verdict).forEach((task, verdict) -> {
            remembered.put(task.key(), verdict);
            verdicts.put(task.folder().id(), verdict);
        });
        content.unreadable().forEach((id, reason) -> verdicts.put(id, new Verdict("", null, reason.errors())));
        return verdicts;
    }

    private record Task(ConnectorFolder folder, String fingerprint, boolean prove) {

        String key() {
            return folder.origin() + " " + fingerprint + " " + prove;
        }

        Verdict verdict() {
            String version = fingerprint.substring(0, 8);
            try {
                return new Verdict(
                        version, prove ? ConnectorProof.of(folder) : ConnectorReader.trusted(folder), List.of());
            } catch (SourceException e) {
                return new Verdict(version, null, e.errors());
            } catch (RuntimeException e) {
                return new Verdict(
                        version, null, List.of(SourceError.ofFile(folder.origin(), "cannot be proven: " + e)));
            }
        }
    }
}

package dev.baton.catalog;

import dev.baton.connector.ConnectorFolder;
import dev.baton.connector.ConnectorReader;
import dev.baton.proof.ConnectorProof;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Remembers what was proven lately, so that nothing is proven twice and going back to an earlier edit takes no time. */
final class Proofs {

    private static final int REMEMBERED = 512;
    private static final Duration LONGEST = Duration.ofMinutes(5);

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
        run(open).forEach((task, verdict) -> {
            remembered.put(task.key(), verdict);
            verdicts.put(task.folder().id(), verdict);
        });
        content.unreadable().forEach((id, reason) -> verdicts.put(id, new Verdict("", null, reason.errors())));
        return verdicts;
    }

    /** On every processor at once, as a start with many folders needs it. */
    private static Map<Task, Verdict> run(List<Task> tasks) {
        Map<Task, Verdict> verdicts = new ConcurrentHashMap<>();
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(processors, tasks.size())));
        try {
            tasks.forEach(task -> threads.execute(() -> verdicts.put(task, task.verdict())));
            threads.shutdown();
            if (!threads.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The connectors could not be proven within " + LONGEST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while connectors were proven", e);
        } finally {
            threads.shutdownNow();
        }
        return verdicts;
    }

    /** Compared by identity: the same folder is never open twice. */
    private static final class Task {

        private final ConnectorFolder folder;
        private final String fingerprint;
        private final boolean prove;

        Task(ConnectorFolder folder, String fingerprint, boolean prove) {
            this.folder = folder;
            this.fingerprint = fingerprint;
            this.prove = prove;
        }

        ConnectorFolder folder() {
            return folder;
        }

        String key() {
            return folder.origin() + " " + fingerprint + " " + prove;
        }

        Verdict verdict() {
            String version = fingerprint.substring(0, 8);
            try {
                return new Verdict(
                        version, prove ? ConnectorProof.of(folder) : ConnectorReader.read(folder), List.of());
            } catch (SourceException e) {
                return new Verdict(version, null, e.errors());
            } catch (RuntimeException e) {
                return new Verdict(
                        version, null, List.of(SourceError.ofFile(folder.origin(), "cannot be proven: " + e)));
            }
        }
    }
}

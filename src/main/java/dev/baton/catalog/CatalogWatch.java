package dev.baton.catalog;

import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices edits. An edit counts once two looks in a row see the same files: editors that truncate and write, and copies
 * under way, are let finish. Called twice a second.
 */
public final class CatalogWatch {

    private static final Logger LOG = LoggerFactory.getLogger("catalog");

    private final Catalog catalog;
    private final CatalogFiles files;
    private Map<Path, String> served = Map.of();
    private Map<Path, String> seen = Map.of();
    private String trouble = "";

    public CatalogWatch(Catalog catalog) {
        this.catalog = catalog;
        this.files = catalog.files();
    }

    /**
     * Reads the files for the first time.
     *
     * @throws Exception when the gateway cannot start with them
     */
    public synchronized void start() throws Exception {
        served = files.stamps();
        catalog.update();
    }

    /** One look. */
    public synchronized void look() {
        try {
            catalog.tidy();
            Map<Path, String> now = files.stamps();
            boolean settled = now.equals(seen);
            seen = now;
            if (settled && !now.equals(served)) {
                catalog.update();
                served = now;
                trouble = "";
            }
        } catch (Exception e) {
            complain(e);
        }
    }

    /** The next look tries again; the same trouble is said once. */
    private void complain(Exception e) {
        if (!trouble.equals(e.toString())) {
            trouble = e.toString();
            LOG.error("An edit cannot be looked at; what served before serves on", e);
        }
    }
}

package dev.baton;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The pipeline's routes: those in the jar, overridden and added to by the files of an installation's folder. */
final class RouteFiles {

    private static final String SUFFIX = ".camel.yaml";

    private RouteFiles() {}

    /** @throws Exception when a file is not a route; the message names file and line */
    static void load(CamelContext context, @Nullable Path directory) throws Exception {
        List<Resource> files = new ArrayList<>();
        for (String location : locations(directory).values()) {
            files.add(ResourceHelper.resolveMandatoryResource(context, location));
        }
        // All at once: a route finds its route configuration in whichever file that is.
        PluginHelper.getRoutesLoader(context).loadRoutes(files);
    }

    /** A file of the folder takes the place of the shipped one with the same name. */
    private static Map<String, String> locations(@Nullable Path directory) throws IOException {
        Map<String, String> locations = new TreeMap<>();
        for (var shipped : new PathMatchingResourcePatternResolver().getResources("classpath*:routes/*" + SUFFIX)) {
            locations.put(String.valueOf(shipped.getFilename()), "classpath:routes/" + shipped.getFilename());
        }
        if (directory != null && Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.filter(file -> file.toString().endsWith(SUFFIX))
                        .forEach(file -> locations.put(file.getFileName().toString(), "file:" + file.toAbsolutePath()));
            }
        }
        return locations;
    }
}

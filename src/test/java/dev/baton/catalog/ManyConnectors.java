package dev.baton.catalog;

import dev.baton.vendor.VendorHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Proves and starts many connectors in a JVM of its own, and says how long it took: each is a folder of its own with
 * the files of the Chatwoot connector, the guide's example, and each has a target.
 */
public final class ManyConnectors {

    private ManyConnectors() {}

    /** @param arguments a folder to work in, and how many connectors */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Path targets = write(folder, count);
        long before = System.nanoTime();
        try (DefaultCamelContext gateway = gateway();
                Catalog catalog = new Catalog(
                        targets,
                        folder.resolve("connectors"),
                        VendorHttp.Limits.DEFAULT,
                        gateway,
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())) {
            catalog.update();
            long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
            System.out.println(catalog.serving().live().size() - 1 + " targets live in " + millis + " ms, heap " + heap
                    + " MB, " + Thread.activeCount() + " threads");
        }
        System.exit(0);
    }

    static DefaultCamelContext gateway() throws Exception {
        DefaultCamelContext gateway = new DefaultCamelContext();
        gateway.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routeTemplate("deliver")
                        .templateParameter("target")
                        .from("direct:deliver-{{target}}")
                        .to("direct:nowhere?block=false&failIfNoConsumers=false");
            }
        });
        gateway.start();
        return gateway;
    }

    private static Path write(Path folder, int count) throws IOException {
        Path model = Path.of("connectors/chatwoot");
        StringBuilder targets = new StringBuilder("targets:\n");
        for (int i = 0; i < count; i++) {
            String id = "desk-" + i;
            copy(model, folder.resolve("connectors").resolve(id), id);
            targets.append("  t")
                    .append(i)
                    .append(": {connector: ")
                    .append(id)
                    .append(", settings: {accountId: ")
                    .append(i + 1)
                    .append(", inboxId: 3, inboxIdentifier: abc, apiToken: \"${PATH}\"}}\n");
        }
        return Files.writeString(folder.resolve("targets.yaml"), targets);
    }

    private static void copy(Path model, Path folder, String id) throws IOException {
        try (Stream<Path> files = Files.walk(model)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    String name = model.relativize(file).toString().replace("chatwoot.kamelet", id + ".kamelet");
                    Path copy = folder.resolve(name);
                    Files.createDirectories(copy.getParent());
                    Files.writeString(copy, Files.readString(file).replace("name: chatwoot", "name: " + id));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

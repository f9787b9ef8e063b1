package dev.baton.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.connector.TargetSip;
import dev.baton.vendor.VendorHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand edits leave nothing behind. */
class ManyReloadsTest {

    private static final int EDITS = 1_000;

    @TempDir
    Path home;

    @Test
    void nothing_is_left_of_the_versions_before() throws Exception {
        DeskFolder desk = new DeskFolder(Files.createDirectories(home.resolve("connectors")));
        desk.write("v0");
        Path key = Files.writeString(home.resolve("key"), "k");
        Path targets = home.resolve("targets.yaml");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (DefaultCamelContext gateway = gateway();
                Catalog catalog = new Catalog(
                        targets,
                        home.resolve("connectors"),
                        VendorHttp.Limits.DEFAULT,
                        gateway,
                        meters,
                        Clock.systemUTC(),
                        TargetSip.NONE)) {
            List<WeakReference<LiveTarget>> versions = new ArrayList<>();
            edit(catalog, desk, targets, key, 0, versions);
            edit(catalog, desk, targets, key, 1, versions);
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            int routes = gateway.getRoutes().size();
            int endpoints = gateway.getEndpoints().size();
            int meterCount = meters.getMeters().size();
            int classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();

            for (int i = 2; i < EDITS; i++) {
                edit(catalog, desk, targets, key, i, versions);
            }

            assertThat(gateway.getRoutes()).hasSize(routes);
            assertThat(gateway.getEndpoints()).hasSize(endpoints);
            assertThat(meters.getMeters()).hasSize(meterCount);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads + 3);
            assertThat(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
                    .isLessThan(classes + 500);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                System.gc();
                assertThat(versions.stream().map(WeakReference::get).filter(Objects::nonNull))
                        .hasSizeLessThanOrEqualTo(1);
            });
        }
    }

    /** Every edit is a new version of the connector, and of the targets: one stays, one comes, one goes. */
    private static void edit(
            Catalog catalog,
            DeskFolder desk,
            Path targets,
            Path key,
            int number,
            List<WeakReference<LiveTarget>> versions)
            throws Exception {
        String settings = "{connector: desk, settings: {url: \"https://desk.example.org/%d\", key: \"${file:%s}\"}}"
                .formatted(number, key);
        Files.writeString(
                targets, "targets:\n  desk: %s\n  passing-%d: {connector: logging-only}\n".formatted(settings, number));
        desk.put("open.jslt", "// .\n// Promises: .\n{\"version\": \"v0\", \"handover\": $handoverId} // " + number);
        catalog.update();
        catalog.tidy();
        versions.add(new WeakReference<>(
                Objects.requireNonNull(catalog.serving().live().get("desk"))));
    }

    /** The template of delivery routes is all that the catalog needs of a gateway. */
    private static DefaultCamelContext gateway() throws Exception {
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
}

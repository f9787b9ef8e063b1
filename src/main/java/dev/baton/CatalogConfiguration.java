package dev.baton;

import dev.baton.catalog.Catalog;
import dev.baton.catalog.CatalogWatch;
import dev.baton.catalog.ConnectorsEndpoint;
import dev.baton.connector.TargetSip;
import dev.baton.editor.EditorSchemas;
import dev.baton.isolation.TargetGuards;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The targets that handovers can go to, and what protects them. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

    @Bean
    Catalog catalog(
            GatewayProperties properties, CamelContext context, MeterRegistry registry, Clock clock, TargetSip sip) {
        return new Catalog(
                properties.targets(),
                Installation.folder(properties.connectors(), "connectors"),
                properties.http().limits(properties.delivery().atOnce()),
                context,
                registry,
                clock,
                sip);
    }

    @Bean
    CatalogWatch catalogWatch(Catalog catalog) {
        return new CatalogWatch(catalog);
    }

    @Bean
    ConnectorsEndpoint connectorsEndpoint(Catalog catalog, TargetGuards guards) {
        return new ConnectorsEndpoint(catalog, guards);
    }

    @Bean
    EditorSchemas editorSchemas(Catalog catalog) {
        return new EditorSchemas(catalog::forms);
    }

    @Bean
    TargetGuards targetGuards(GatewayProperties properties, MeterRegistry registry, Catalog catalog) {
        TargetGuards guards = new TargetGuards(properties.delivery().breaker().policy(), registry);
        catalog.whenGone(guards::forget);
        return guards;
    }
}

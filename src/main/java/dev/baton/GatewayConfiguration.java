package dev.baton;

import dev.baton.catalog.CatalogWatch;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the whole gateway shares, and how it starts. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    GatewayStart gatewayStart(GatewayProperties properties, CatalogWatch watch) {
        return new GatewayStart(properties, watch);
    }
}

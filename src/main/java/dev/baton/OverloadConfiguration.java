package dev.baton;

import dev.baton.inbound.DiskRoom;
import dev.baton.inbound.InboundMetrics;
import dev.baton.inbound.IntakeProperties;
import dev.baton.inbound.OverloadGate;
import dev.baton.inbound.RoomCheck;
import dev.baton.ledger.Ledger;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How much is taken on at once. */
@Configuration(proxyBeanMethods = false)
class OverloadConfiguration {

    /** Before the front door, which reads the body. */
    @Bean
    FilterRegistrationBean<OverloadGate> overloadGate(IntakeProperties properties, InboundMetrics metrics) {
        FilterRegistrationBean<OverloadGate> gate = new FilterRegistrationBean<>(new OverloadGate(properties, metrics));
        gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
        gate.setAsyncSupported(true);
        return gate;
    }

    /** With the ledger on a server, the gateway's own disk is nobody's capacity. */
    @Bean
    RoomCheck roomCheck(
            Ledger ledger,
            IntakeProperties properties,
            @Value("${spring.datasource.url:}") String server,
            @Value("${baton.data:data}") Path data) {
        long least = server.isBlank() ? properties.freeDisk().toBytes() : 0;
        return new RoomCheck(ledger, properties, new DiskRoom(data, least));
    }
}

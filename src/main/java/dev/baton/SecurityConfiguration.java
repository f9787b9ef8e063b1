package dev.baton;

import dev.baton.inbound.InboundMetrics;
import dev.baton.problem.StartRefusedException;
import dev.baton.security.Clients;
import dev.baton.security.Doorkeeper;
import dev.baton.security.FrontDoor;
import dev.baton.security.LoopbackRule;
import dev.baton.security.TokenClients;
import dev.baton.security.oauth2.AccessTokens;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who may come in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String ACTUATOR = "/actuator";

    /** Refuses to start a gateway that anybody on the network could use. */
    @Bean
    Clients clients(GatewayProperties properties, ServerProperties server) {
        Clients clients = understood(
                () -> Clients.of(properties.clients(), properties.oauth2().others()));
        LoopbackRule.check(server.getAddress(), clients);
        return clients;
    }

    @Bean
    @ConditionalOnProperty("baton.oauth2.issuer")
    AccessTokens accessTokens(GatewayProperties properties, Clock clock) {
        return understood(() -> {
            properties.oauth2().check();
            return new AccessTokens(properties.oauth2(), clock);
        });
    }

    @Bean
    Doorkeeper doorkeeper(
            GatewayProperties properties,
            Clients clients,
            ObjectProvider<AccessTokens> tokens,
            WebEndpointProperties endpoints) {
        if (!endpoints.getBasePath().equals(ACTUATOR)) {
            throw new StartRefusedException("management.endpoints.web.base-path=" + endpoints.getBasePath()
                    + ": expected " + ACTUATOR + ", which is what the front door guards");
        }
        return understood(() -> {
            properties.oauth2().check();
            AccessTokens checked = tokens.getIfAvailable();
            return new Doorkeeper(
                    clients,
                    checked == null ? null : new TokenClients(checked, properties.oauth2(), clients),
                    properties.management().keySha256());
        });
    }

    private static <T> T understood(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    FilterRegistrationBean<FrontDoor> frontDoor(
            Doorkeeper doorkeeper,
            ApplicationAvailability availability,
            InboundMetrics metrics,
            GatewayProperties properties) {
        return atTheFront(new FrontDoor(
                doorkeeper,
                () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC,
                metrics::refused,
                properties.server().bodyWithin()));
    }

    static FilterRegistrationBean<FrontDoor> atTheFront(FrontDoor frontDoor) {
        FilterRegistrationBean<FrontDoor> door = new FilterRegistrationBean<>(frontDoor);
        door.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        door.setAsyncSupported(true);
        // What is refused after its body was awaited would else reach the routes.
        door.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return door;
    }
}

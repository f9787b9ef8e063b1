package dev.baton;

import dev.baton.inbound.InboundMetrics;
import dev.baton.inbound.ProblemPage;
import dev.baton.problem.StartRefusedException;
import dev.baton.security.Clients;
import dev.baton.security.FrontDoor;
import dev.baton.security.LoopbackRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Who may come in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Refuses to start a gateway that anybody on the network could use. */
    @Bean
    Clients clients(GatewayProperties properties, ServerProperties server) {
        Clients clients = read(properties);
        LoopbackRule.check(server.getAddress(), clients);
        return clients;
    }

    private static Clients read(GatewayProperties properties) {
        try {
            Set<String> tokenReaders = properties.clients().entrySet().stream()
                    .filter(client -> client.getValue().readsByToken())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
            return new Clients(
                    properties.clients().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, client -> client.getValue()
                                    .keySha256())),
                    tokenReaders);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    FilterRegistrationBean<FrontDoor> frontDoor(
            Clients clients, ApplicationAvailability availability, InboundMetrics metrics) {
        FilterRegistrationBean<FrontDoor> door = new FilterRegistrationBean<>(new FrontDoor(
                clients, () -> availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC, metrics::refused));
        door.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        door.setAsyncSupported(true);
        return door;
    }

    /** What no route answers is answered in the same form, without a page that says what the server is. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemPages() {
        return factory -> factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemPage.class.getName()));
    }
}

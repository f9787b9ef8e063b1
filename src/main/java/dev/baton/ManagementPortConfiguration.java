package dev.baton;

import dev.baton.security.Doorkeeper;
import dev.baton.security.FrontDoor;
import dev.baton.security.LoopbackRule;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The actuator on a port of its own, which is another server: nothing of the first one guards it by itself. */
@Conditional(ManagementPortConfiguration.OfItsOwn.class)
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementPortConfiguration {

    @Bean
    FilterRegistrationBean<FrontDoor> managementDoor(Doorkeeper doorkeeper, GatewayProperties properties) {
        return SecurityConfiguration.atTheFront(new FrontDoor(
                doorkeeper, () -> true, type -> {}, properties.server().bodyWithin()));
    }

    /** Without an address of its own it would listen on every interface, whatever the first server does. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementServer(
            GatewayProperties properties,
            ManagementServerProperties management,
            ServerProperties server,
            Doorkeeper doorkeeper) {
        @Nullable InetAddress own = management.getAddress();
        InetAddress address = own != null ? own : server.getAddress();
        LoopbackRule.checkManagement(address, doorkeeper);
        return factory -> {
            factory.setAddress(address);
            ServerConfiguration.guard(factory, properties);
        };
    }

    /** The scan for configurations finds this one for the first server too. */
    static final class OfItsOwn implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getBeanFactory() != null && context.getBeanFactory().getParentBeanFactory() != null;
        }
    }
}

package dev.baton;

import dev.baton.inbound.ProblemPage;
import dev.baton.security.server.GuardedProtocol;
import dev.baton.security.server.LeftoverValve;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the HTTP server takes, and what it says when it takes nothing. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedServer(GatewayProperties properties) {
        return factory -> guard(factory, properties);
    }

    static void guard(TomcatServletWebServerFactory factory, GatewayProperties properties) {
        // What no route answers is answered in the same form, without a page that says what the server is.
        factory.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemPage.class.getName()));
        factory.addEngineValves(new LeftoverValve());
        factory.setProtocol(GuardedProtocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof GuardedProtocol protocol) {
                protocol.setHeadWithin(properties.server().headWithin());
            }
        });
    }
}

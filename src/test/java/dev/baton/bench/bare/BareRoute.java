package dev.baton.bench.bare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * Maps a handover and calls the desk: no validation, no ledger, nothing survives a crash. No annotation that the
 * gateway's own component scan would find, for this class is on the class path of its tests.
 */
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class BareRoute {
    private final ObjectMapper json = new ObjectMapper();
    private final Expression mapping = mapping();

    public static void main(String[] args) {
        new SpringApplicationBuilder(BareRoute.class)
                .properties("spring.config.location=classpath:/bench/bare.properties")
                .run(args);
    }

    @Bean
    RouteBuilder route() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/handovers?httpMethodRestrict=POST&consumes=application/json")
                        .routeId("bare")
                        .process(BareRoute.this::map)
                        .to("{{desk.url}}/api/v2/conversations/messages/1/inbound/open/message?httpMethod=POST")
                        .process(BareRoute.this::answer);
            }
        };
    }

    private void map(Exchange exchange) throws IOException {
        JsonNode handover = json.readTree(exchange.getMessage().getBody(InputStream.class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setBody(json.writeValueAsBytes(mapping.apply(handover)));
    }

    private void answer(Exchange exchange) throws IOException {
        JsonNode receipt = json.readTree(exchange.getMessage().getBody(InputStream.class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 202);
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage()
                .setBody(json.writeValueAsBytes(
                        json.createObjectNode().put("id", receipt.path("id").asText())));
    }

    private static Expression mapping() {
        InputStream file = BareRoute.class.getResourceAsStream("/bench/genesys.jslt");
        Reader reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8);
        return new Parser(reader).withSource("genesys.jslt").compile();
    }
}

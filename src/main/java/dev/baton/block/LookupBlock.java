package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.DeliveryScope;
import dev.baton.vendor.LaterCalls;
import dev.baton.vendor.LookupUnavailableException;
import dev.baton.vendor.VendorHttp;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/** Lets later mappings see what the vendor tells at an address, asked for once and kept for a while. */
final class LookupBlock implements Processor {

    private final ProducerTemplate http;
    private final String name;
    private final String url;
    private final Duration life;
    private final Set<String> unless;

    /** @param unless settings: a target that has all of them needs no look-up; empty when every target needs it */
    LookupBlock(ProducerTemplate http, String name, String url, Duration life, Set<String> unless) {
        this.http = http;
        this.name = name;
        this.url = url;
        this.life = life;
        this.unless = unless;
    }

    @Override
    public void process(Exchange exchange) {
        Set<String> given = DeliveryScope.of(exchange).target().definition().given();
        if (unless.isEmpty() || !given.containsAll(unless)) {
            JsonNode answer = VendorHttp.lookups(http.getCamelContext())
                    .get(name + " " + url, life, () -> ask(LaterCalls.of(exchange)));
            DeliveryScope.lookedUp(exchange, name, answer);
        }
    }

    private JsonNode ask(LaterCalls delivery) {
        try {
            JsonNode answer = new SideCall(http, "GET", delivery).answer(url);
            if (answer.isContainerNode()) {
                return answer;
            }
        } catch (Exception e) {
            throw new LookupUnavailableException(url, e);
        }
        throw new LookupUnavailableException(url, "answered something that is not a JSON object or array");
    }
}

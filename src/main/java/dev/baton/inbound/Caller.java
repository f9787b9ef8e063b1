package dev.baton.inbound;

import dev.baton.security.Rights;
import org.apache.camel.Exchange;

/** Who asks. @param rights where its own handovers may go */
record Caller(String client, Rights rights) {

    static Caller of(Exchange exchange) {
        return new Caller(HttpRequests.client(exchange), HttpRequests.rights(exchange));
    }
}

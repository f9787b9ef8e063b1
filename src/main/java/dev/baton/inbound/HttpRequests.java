package dev.baton.inbound;

import dev.baton.security.FrontDoor;
import dev.baton.security.Rights;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.apache.camel.Exchange;

/** What the front door has already established about the HTTP request behind an exchange. */
public final class HttpRequests {

    private HttpRequests() {}

    public static HttpServletRequest of(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getIn().getHeader(Exchange.HTTP_SERVLET_REQUEST, HttpServletRequest.class));
    }

    public static byte[] body(Exchange exchange) {
        return (byte[]) Objects.requireNonNull(of(exchange).getAttribute(FrontDoor.BODY));
    }

    public static String client(Exchange exchange) {
        return (String) Objects.requireNonNull(of(exchange).getAttribute(FrontDoor.CLIENT));
    }

    public static Rights rights(Exchange exchange) {
        return (Rights) Objects.requireNonNull(of(exchange).getAttribute(FrontDoor.RIGHTS));
    }
}

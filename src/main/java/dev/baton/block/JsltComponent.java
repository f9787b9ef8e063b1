package dev.baton.block;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code jslt:open.jslt}: replaces the body by what the connector's mapping makes of it.
 *
 * <p>{@code into=path} makes the result, an array, the path of the next HTTP call, one encoded segment per item.
 * {@code into=query} makes the result, an object of scalars, its query.
 * {@code into=header} makes it, a text, the header that the parameter {@code header} names.
 * With {@code stays=true} every later call has it. {@code into=headers} makes it, an object of texts, several.
 * {@code into=hosts} makes it, an object, the hosts to call in place of stand-ins such as {@code login.invalid}.
 * {@code into=sip} makes it, an object, what the next {@code sip:} is asked for.
 * {@code into=keep} makes it {@code $kept} of every later mapping of the delivery. {@code into=created} does too, and
 * says that from here on the calls must not be tried again. {@code into=failure} ends the delivery, unless it is null:
 * {@code {"class": …, "code": …, "reason": …}}. All of them leave the body alone.
 */
@Component("jslt")
public final class JsltComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String into = getAndRemoveParameter(parameters, "into", String.class, "body");
        String header = into.equals("header")
                ? Headers.name(uri, getAndRemoveParameter(parameters, "header", String.class))
                : "";
        boolean stays = Options.truth(uri, "stays", getAndRemoveParameter(parameters, "stays", String.class, "false"));
        return new BlockEndpoint(uri, this, new JsltBlock(remaining, JsltBlock.Into.of(into), header, stays));
    }
}

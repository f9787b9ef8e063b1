package dev.baton.connector;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.annotations.Component;

/**
 * The HTTP component of a target. Camel's own reads user names and passwords before it follows references, and would log
 * in with the text of the reference.
 */
@Component("http,https")
final class TargetHttp extends HttpComponent {

    private static final String REFERENCE = "#property:";

    @Override
    protected HttpClientConfigurer createHttpClientConfigurer(Map<String, Object> parameters, boolean secure)
            throws Exception {
        Map<String, Object> followed = new HashMap<>(parameters);
        followed.replaceAll((option, value) -> follow(value));
        HttpClientConfigurer configurer = super.createHttpClientConfigurer(followed, secure);
        parameters.keySet().retainAll(followed.keySet());
        return configurer;
    }

    private Object follow(Object value) {
        return value instanceof String text && text.startsWith(REFERENCE)
                ? getCamelContext()
                        .getPropertiesComponent()
                        .resolveProperty(text.substring(REFERENCE.length()))
                        .orElse(text)
                : value;
    }
}

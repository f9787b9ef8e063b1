package dev.baton.vendor;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;

/** Camel's HTTP component with connections that it cannot replace, and without the options that lead around them. */
final class VendorHttpComponent extends HttpComponent {

    /** Other ways out, other rules for TLS and redirects, and Java objects in answers. */
    private static final Set<String> REFUSED = Set.of(
            "clientBuilder",
            "clientConnectionManager",
            "followRedirects",
            "httpClient",
            "httpClientConfigurer",
            "oauth2TokenEndpoint",
            "proxyAuthHost",
            "proxyHost",
            "sslContextParameters",
            "transferException",
            "useSystemProperties",
            "x509HostnameVerifier");

    private static final String REFERENCE = "#property:";

    private final HttpClientConnectionManager connections;
    private final AllowedHosts hosts;

    VendorHttpComponent(HttpClientConnectionManager connections, AllowedHosts hosts) {
        this.connections = connections;
        this.hosts = hosts;
    }

    @Override
    public HttpClientConnectionManager getClientConnectionManager() {
        return connections;
    }

    @Override
    protected HttpClientConnectionManager createConnectionManager(
            Map<String, Object> parameters, SSLContextParameters tls, Map<String, Object> options) {
        return connections;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        for (String name : parameters.keySet()) {
            if (REFUSED.contains(name)) {
                throw new IllegalArgumentException("Found the option " + name
                        + " in an HTTP call, which is not supported: calls to vendors are direct, verified and not"
                        + " redirected. The connector's author takes it out.");
            }
        }
        return new HostedEndpoint((HttpEndpoint) super.createEndpoint(uri, remaining, parameters), hosts);
    }

    /**
     * Camel's own reads user names and passwords before it follows references, and would log in with the text of the
     * reference.
     */
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

    @Override
    public void doStop() throws Exception {
        super.doStop();
        connections.close(CloseMode.GRACEFUL);
    }
}

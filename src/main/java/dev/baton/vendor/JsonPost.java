package dev.baton.vendor;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Posts JSON to the one address that an operator configured, which may be in a private network: no proxy, no redirects,
 * nothing repeated, bounded in time, size and connections.
 */
public final class JsonPost implements AutoCloseable {

    private final URI address;
    private final Map<String, String> headers;
    private final CloseableHttpClient client;

    /**
     * @param address {@code http:} or {@code https:}, with a host
     * @param headers of every request, such as its authorization
     */
    public JsonPost(URI address, Map<String, String> headers, VendorHttp.Limits limits) {
        this.address = address;
        this.headers = Map.copyOf(headers);
        AllowedHosts hosts = AllowedHosts.of(List.of(), List.of(address.toString()));
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(VendorConnections.pool(limits, hosts, VendorConnections.Network.system()));
        VendorHttp.quiet(builder);
        builder.addExecInterceptorFirst("bounds", new ExchangeBounds(limits.deadlineMillis(), limits.maxAnswerBytes()));
        builder.addExecInterceptorFirst("host-guard", new HostGuard(hosts));
        this.client = builder.build();
    }

    /** @param body the whole of it, empty where there is none */
    public record Answer(int status, byte[] body) {}

    /** @throws IOException when there is no whole answer in time, or it is too large; it shows nothing of the request */
    public Answer post(byte[] json) throws IOException {
        HttpPost post = new HttpPost(address);
        headers.forEach(post::setHeader);
        post.setHeader(HttpHeaders.ACCEPT, "application/json");
        post.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return client.execute(post, JsonPost::answer);
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        return new Answer(response.getCode(), body);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}

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
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Posts to the one address that the operator configured, and gives back what is answered: no other host, no proxy, no
 * redirects, nothing repeated, bounded in time and size.
 */
public final class ConfiguredPost implements AutoCloseable {

    private final URI address;
    private final CloseableHttpClient client;

    /**
     * @param address http: or https:, with a host and without a user
     * @throws IllegalArgumentException when it is no such address; the text does not repeat it
     */
    public ConfiguredPost(String address, VendorHttp.Limits limits) {
        if (AllowedHosts.hostOf(address).isEmpty() || URI.create(address).getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "found no such address, expected one such as https://api.example.com/v1, without user and password");
        }
        this.address = URI.create(address);
        AllowedHosts hosts = AllowedHosts.of(List.of(), List.of(address));
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(VendorConnections.pool(limits, hosts, VendorConnections.Network.system()));
        VendorHttp.quiet(builder);
        builder.addExecInterceptorFirst("bounds", new ExchangeBounds(limits.deadlineMillis(), limits.maxAnswerBytes()));
        builder.addExecInterceptorFirst("host-guard", new HostGuard(hosts));
        this.client = builder.build();
    }

    /**
     * @param contentType with its parameters
     * @return the answer's body
     * @throws UnexpectedStatusException when it was none of 2xx
     * @throws IOException when there was no answer in time; the text holds nothing of what was sent
     */
    public byte[] post(String contentType, Map<String, String> headers, byte[] body) throws IOException {
        HttpPost post = new HttpPost(address);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
        return client.execute(post, ConfiguredPost::answered);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static byte[] answered(ClassicHttpResponse response) throws IOException {
        if (response.getCode() < 200 || response.getCode() > 299) {
            throw new UnexpectedStatusException(response.getCode());
        }
        HttpEntity entity = response.getEntity();
        return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    }
}

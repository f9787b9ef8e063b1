package dev.baton.vendor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that came in from outside: only to listed hosts, only to the addresses that were checked, no
 * proxy, no redirects, nothing repeated, bounded in time and size; what is answered is thrown away.
 */
public final class GuardedPost implements AutoCloseable {

    private final AllowedHosts hosts;
    private final CloseableHttpClient client;

    /** @param hosts a configured one may be inside a private network and be called without TLS; a declared one neither */
    public GuardedPost(AllowedHosts hosts, VendorHttp.Limits limits) {
        this(hosts, limits, VendorConnections.Network.system());
    }

    GuardedPost(AllowedHosts hosts, VendorHttp.Limits limits, VendorConnections.Network network) {
        this.hosts = hosts;
        HttpClientBuilder builder =
                HttpClientBuilder.create().setConnectionManager(VendorConnections.pool(limits, hosts, network));
        VendorHttp.quiet(builder);
        builder.addExecInterceptorFirst("bounds", new ExchangeBounds(limits.deadlineMillis(), limits.maxAnswerBytes()));
        builder.addExecInterceptorFirst("host-guard", new HostGuard(hosts));
        this.client = builder.build();
    }

    /** Why nothing may be sent to an address. */
    public enum Objection {
        /** It is no http: or https: address with a host, or it names a user. */
        NO_ADDRESS,
        NOT_LISTED,
        NOT_ENCRYPTED,
        /** A private network, this machine, or where no server ever is. */
        INTERNAL
    }

    /** What became of a post. */
    public sealed interface Result {
        /** @param retryAfter how long the server asked to wait */
        record Answered(int status, @Nullable Duration retryAfter) implements Result {}

        /** Nothing was sent. */
        record Forbidden(Objection objection) implements Result {}

        /** It may have arrived. */
        record Unanswered(String reason) implements Result {}
    }

    /** What can be said against an address without looking its host up. */
    public Optional<Objection> objection(String address) {
        Optional<String> found = AllowedHosts.hostOf(address);
        if (found.isEmpty() || address.contains("@") && URI.create(address).getRawUserInfo() != null) {
            return Optional.of(Objection.NO_ADDRESS);
        }
        String host = found.get();
        AllowedHosts.Standing standing = hosts.standing(host);
        if (standing == AllowedHosts.Standing.REFUSED) {
            return Optional.of(Objection.NOT_LISTED);
        }
        boolean configured = standing == AllowedHosts.Standing.CONFIGURED;
        if (isInternal(host, configured)) {
            return Optional.of(Objection.INTERNAL);
        }
        return configured || address.regionMatches(true, 0, "https:", 0, 6)
                ? Optional.empty()
                : Optional.of(Objection.NOT_ENCRYPTED);
    }

    /** @param contentType with its parameters */
    public Result post(String address, String contentType, Map<String, String> headers, byte[] body) {
        Optional<Objection> objection = objection(address);
        if (objection.isPresent()) {
            return new Result.Forbidden(objection.get());
        }
        HttpPost post = new HttpPost(URI.create(address));
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
        try {
            return client.execute(post, GuardedPost::answered);
        } catch (AnswerTooLargeException tookIt) {
            return new Result.Answered(200, null);
        } catch (HostRefusedException e) {
            return new Result.Forbidden(Objection.INTERNAL);
        } catch (IOException e) {
            return new Result.Unanswered(e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static Result answered(ClassicHttpResponse response) {
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return new Result.Answered(
                response.getCode(),
                retryAfter == null
                        ? null
                        : RetryAfter.parse(retryAfter.getValue()).orElse(null));
    }

    /** Of an address that is written out; a name is looked up when it is called. */
    private static boolean isInternal(String host, boolean configured) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') < 0 && !InetAddressUtils.isIPv4(bare)) {
            return false;
        }
        try {
            Reach reach = Reach.of(InetAddress.getByName(bare));
            return reach == Reach.NEVER || reach == Reach.INTERNAL && !configured;
        } catch (UnknownHostException e) {
            return true;
        }
    }
}

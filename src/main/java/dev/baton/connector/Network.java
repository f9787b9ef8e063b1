package dev.baton.connector;

import java.util.List;
import org.apache.hc.client5.http.classic.ExecChainHandler;

/**
 * What a target's calls pass on their way out.
 *
 * @param http see each allowed HTTP call before the network does, in this order
 */
public record Network(List<ExecChainHandler> http, TargetSip sip) {

    /** HTTP only, with nothing in between. */
    public static final Network HTTP = new Network(List.of(), TargetSip.NONE);

    public Network {
        http = List.copyOf(http);
    }
}

package dev.baton.security;

import dev.baton.problem.StartRefusedException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A gateway that knows no clients must not be reachable from other machines. */
public final class LoopbackRule {

    private LoopbackRule() {}

    /**
     * To be checked before the server starts.
     *
     * @param address the configured {@code server.address}; null binds to every interface
     * @throws StartRefusedException when anybody on the network could post; says what to set
     */
    public static void check(@Nullable InetAddress address, Clients clients) {
        if (clients.isEmpty() && (address == null || !address.isLoopbackAddress())) {
            String bound = address == null ? "every interface" : address.getHostAddress();
            throw new StartRefusedException("Without clients the gateway would be open to everybody who can reach "
                    + bound + ": set baton.clients.<name>.key-sha256 or server.address=127.0.0.1");
        }
    }
}

package dev.baton.security;

import java.util.Set;

/** The callers that look after the dead letters of every client, from {@code baton.clients.<name>.operator=true}. */
public final class Operators {

    private final Clients clients;
    private final Set<String> names;

    /** @param names of those among the clients */
    public Operators(Clients clients, Set<String> names) {
        this.clients = clients;
        this.names = Set.copyOf(names);
    }

    /** Without clients, whoever is on this machine is one. */
    public boolean include(String client) {
        return clients.isEmpty() || names.contains(client);
    }

    /**
     * Where the handovers of a client may go, whoever looks after them.
     *
     * @param others for a client that is not configured
     */
    public Rights rightsOf(String client, Rights others) {
        return clients.named(client).map(Client::rights).orElse(others);
    }
}

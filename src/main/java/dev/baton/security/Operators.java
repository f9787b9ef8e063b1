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
}

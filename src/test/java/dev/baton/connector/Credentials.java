package dev.baton.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A bean of a Kamelet that answers with its properties, as a receipt's references. Public because Camel makes it. */
public final class Credentials {

    private String user = "";
    private String password = "";

    public void setUser(String user) {
        this.user = user;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public ObjectNode receipt() {
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.putObject("externalRefs").put("user", user).put("password", password);
        return receipt;
    }
}

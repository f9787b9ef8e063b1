package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A handover that has just been ended, and what its last event says. */
record Expired(String id, String client, String connector, String target, int sequence, long at, String data) {

    static Expired read(ResultSet row) throws SQLException {
        ObjectNode data = Json.object().put("channel", row.getString("channel")).put("target", row.getString("target"));
        return new Expired(
                row.getString("id"),
                row.getString("client"),
                row.getString("connector"),
                row.getString("target"),
                row.getInt("sequence"),
                row.getLong("updated_at"),
                Json.write(data));
    }
}

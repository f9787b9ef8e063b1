package dev.baton.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** What the commands have in common that talk to a running gateway. */
abstract class GatewayTool extends Tool {

    @Mixin
    GatewayOptions gateway = new GatewayOptions();

    @Mixin
    Format format = new Format();

    GatewayTool(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() throws IOException {
        try {
            return run(gateway.open(this));
        } catch (GatewayClient.GatewayAwayException e) {
            err().println(e.getMessage());
            return WRONG;
        }
    }

    /** @return the exit code */
    abstract int run(GatewayClient client) throws IOException;

    /** Says why the gateway did not do what was asked. */
    int refused(JsonNode problem) {
        if (format.isJson()) {
            json(problem);
        } else {
            err().println(said(problem));
        }
        return WRONG;
    }

    static String said(JsonNode problem) {
        StringBuilder said = new StringBuilder(GatewayOptions.plain(problem.path("title")))
                .append(": ")
                .append(GatewayOptions.plain(problem.path("detail")));
        problem.path("errors").forEach(error -> said.append(' ')
                .append(GatewayOptions.plain(error.path("pointer")))
                .append(" expected ")
                .append(GatewayOptions.plain(error.path("expected")))
                .append('.'));
        return said.toString();
    }

    /** Columns as wide as their widest cell. The first row is the heading. */
    void table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column))
                        .append(" ".repeat(widths.get(column) - row.get(column).length() + 2));
            }
            out().println(line.toString().stripTrailing());
        }
    }
}

package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.connector.check.TemplateParts.Call;
import java.util.List;
import java.util.Set;

/** Secrets stand where no address can show them, and the blocks that use them name them. */
final class SecretChecks {

    /** Parameters of Camel's own HTTP component, which it does not send as a query. */
    private static final Set<String> NOT_SENT = Set.of(
            "authUsername",
            "authPassword",
            "proxyAuthUsername",
            "proxyAuthPassword",
            "oauth2ClientId",
            "oauth2ClientSecret");

    private static final String CLIENT_SECRET = "clientSecret";

    private final SettingsForm form;
    private final List<Call> calls;
    private final Faults faults;

    SecretChecks(JsonNode kamelet, TemplateParts template, Faults faults) {
        this.form = SettingsForm.of(kamelet);
        this.calls = template.calls();
        this.faults = faults;
    }

    void check() {
        for (Call call : calls) {
            String shown = call.isHttp() ? call.uri() : call.uri().substring(0, call.pathEnd());
            if (!call.isTo("secret")) {
                refuseSecrets(call.pointer(), shown);
            }
            if (call.isHttp()) {
                call.parameters().properties().stream()
                        .filter(parameter -> !NOT_SENT.contains(parameter.getKey()))
                        .forEach(parameter -> refuseSecrets(
                                Faults.member(call.at(), parameter.getKey()),
                                parameter.getValue().asText()));
            } else if (call.isTo("secret")) {
                expectSecret(call.pointer(), call.remaining());
            } else if (call.isTo("lookup")) {
                refuseSecrets(call.at() + "/url", call.parameters().path("url").asText());
            } else if (call.isTo("token")) {
                refuseSecrets(call.at() + "/url", call.parameters().path("url").asText());
                named(call, CLIENT_SECRET);
            } else if (call.isTo("sign")) {
                named(call, "secret");
            }
        }
    }

    private void named(Call call, String option) {
        String name = call.parameters().path(option).asText(inQuery(call.uri().substring(call.pathEnd()), option));
        if (name.isEmpty()) {
            faults.atKey(
                    call.at() + "/" + option,
                    "found nothing, expected the parameter " + option + " with the name of a secret setting");
        } else {
            boolean parameter = call.parameters().has(option);
            expectSecret(parameter ? call.at() + "/" + option : call.pointer(), name);
        }
    }

    private static String inQuery(String query, String option) {
        for (String parameter : query.split("[?&]")) {
            if (parameter.startsWith(option + "=")) {
                return parameter.substring(option.length() + 1);
            }
        }
        return "";
    }

    private void expectSecret(String pointer, String name) {
        List<Placeholder> placeholders = Placeholder.in(name);
        if (!placeholders.isEmpty()) {
            String setting = placeholders.get(0).name();
            faults.atValue(
                    pointer,
                    "found " + placeholders.get(0).text() + ", expected the name of the setting without braces: "
                            + setting);
        } else if (form.has(name) && !form.isSecret(name)) {
            faults.atValue(
                    pointer, "found '" + name + "', which is no secret, expected a setting with format: password");
        } else if (!form.has(name)) {
            faults.unknown(pointer, "'" + name + "'", name, "setting with format: password", form.secrets());
        }
    }

    private void refuseSecrets(String pointer, String address) {
        for (Placeholder found : Placeholder.in(address)) {
            if (form.isSecret(found.name())) {
                faults.atValue(
                        pointer,
                        "found the secret " + found.text() + " in an address, where logs show it, expected it in a"
                                + " header: secret:" + found.name() + "?header=<name> as a step before");
            }
        }
    }
}

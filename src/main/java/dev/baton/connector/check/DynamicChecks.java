package dev.baton.connector.check;

import dev.baton.connector.check.TemplateParts.Call;
import dev.baton.connector.check.TemplateParts.Expression;
import dev.baton.connector.check.TemplateParts.Part;
import java.util.Set;

/** A connector's calls go where its author says, and it runs nobody's code: neither may depend on a message. */
final class DynamicChecks {

    private static final Set<String> ADDRESS_FROM_MESSAGE =
            Set.of("toD", "recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> ENRICH = Set.of("enrich", "pollEnrich");
    private static final Set<String> SET_HEADER = Set.of("setHeader");
    private static final Set<String> CODE = Set.of(
            "bean",
            "csimple",
            "groovy",
            "java",
            "joor",
            "js",
            "jshell",
            "method",
            "mvel",
            "ognl",
            "process",
            "python",
            "script",
            "scriptLanguage",
            "spel",
            "wasm");
    private static final Set<String> CODE_SCHEMES =
            Set.of("bean", "class", "exec", "groovy", "language", "script", "wasm");
    private static final String STATIC = ": an endpoint must not be chosen by a message";

    private final TemplateParts template;
    private final Faults faults;
    private String refused = "/";

    DynamicChecks(TemplateParts template, Faults faults) {
        this.template = template;
        this.faults = faults;
    }

    void check() {
        for (Part part : template.all()) {
            refuseAddressFromMessage(part);
            refuseCode(part);
        }
        for (Call call : template.calls()) {
            String scheme = call.uri().replaceFirst(":.*", "");
            if (CODE_SCHEMES.contains(scheme)) {
                faults.atValue(call.pointer(), code(scheme + ":"));
            } else if (!call.step().equals("to") && call.uri().contains("${")) {
                faults.atValue(
                        call.pointer(), "found ${ in the address, expected an address without expressions" + STATIC);
            }
        }
        for (Expression expression : template.expressions()) {
            if (CODE.contains(expression.language())) {
                faults.atValue(expression.pointer(), code(expression.language()));
            } else if (expression.language().equals("simple")
                    && expression.text().contains("${bean:")) {
                faults.atValue(expression.pointer(), code("${bean:"));
            }
        }
    }

    private void refuseAddressFromMessage(Part part) {
        if (part.isStep(ADDRESS_FROM_MESSAGE)) {
            faults.atKey(part.pointer(), "found " + part.name() + ", expected to" + STATIC);
        } else if (part.isStep(ENRICH) && !template.calls().stream().anyMatch(call -> isOf(part, call.pointer()))) {
            faults.atKey(
                    part.pointer(), "found " + part.name() + " with an expression, expected it with constant" + STATIC);
        } else if (isHeader(part)
                && part.value().path("name").asText().equalsIgnoreCase("CamelHttpUri")
                && !part.value().has("constant")
                && !part.value().path("expression").has("constant")) {
            faults.atValue(
                    part.pointer() + "/name",
                    "found CamelHttpUri, which replaces the address of a call, expected the address in the call"
                            + STATIC);
        }
    }

    private static boolean isHeader(Part part) {
        return part.isStep(SET_HEADER) || (!part.data() && part.pointer().matches(".*/setHeaders/headers/\\d+"));
    }

    private void refuseCode(Part part) {
        boolean bean = part.pointer().matches("/spec/template/beans/\\d+/(script|scriptLanguage)");
        if ((part.isStep(CODE) || bean) && !isOf(refused, part.pointer())) {
            refused = part.pointer();
            faults.atKey(part.pointer(), code(part.name()));
        }
    }

    private static String code(String found) {
        return "found " + found + ", which runs code, expected a mapping (jslt:) or the language simple";
    }

    private static boolean isOf(Part part, String pointer) {
        return pointer.equals(part.pointer()) || isOf(part.pointer(), pointer);
    }

    private static boolean isOf(String outer, String pointer) {
        return pointer.startsWith(outer + "/");
    }
}

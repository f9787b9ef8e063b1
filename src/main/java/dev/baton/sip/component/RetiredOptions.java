package dev.baton.sip.component;

import java.util.HashMap;
import java.util.Map;

/** Options of the former camel-sip that mean nothing here, and what to use instead. */
final class RetiredOptions {

    private static final Map<String, String> INSTEAD = new HashMap<>();

    static {
        retire(
                "this component neither publishes nor subscribes to presence events; remove the option",
                "eventHeaderName eventId msgExpiration contentType contentSubType presenceAgent consumer"
                        + " registrationTimeout subscriptionTimeout");
        retire(
                "JAIN-SIP is not used any more; remove the option, and set what it was for with fromUser, fromHost,"
                        + " toUser, toHost and the options of the component",
                "addressFactory callIdHeader contactHeader contentTypeHeader cseqHeader eventHeader expiresHeader"
                        + " extensionHeader fromHeader headerFactory listeningPoint maxForwardsHeader messageFactory"
                        + " sipFactory sipUri subscriptionStateHeader toHeader viaHeaders");
        retire("use the component's option stack with a SipStack", "sipStack");
        retire(
                "use the logger sip.wire at level debug",
                "implementationDebugLogFile implementationServerLogFile implementationTraceLevel");
        retire("all endpoints of a component share one stack; remove the option", "stackName");
        retire("connections are kept as long as they are used; remove the option", "cacheConnections");
        retire("there is no router here: a request goes to the host of the URI", "useRouterForAllUris");
        retire("a REFER starts with the 70 hops of RFC 3261; remove the option", "maxForwards");
        retire("use the component's option maxMessageSize: the stack is shared", "maxMessageSize");
    }

    private RetiredOptions() {}

    private static void retire(String instead, String names) {
        for (String name : names.split(" ")) {
            INSTEAD.put(name, instead);
        }
    }

    /** @throws IllegalArgumentException for the first that is there */
    static void refuse(Map<String, Object> parameters) {
        for (String name : parameters.keySet()) {
            String instead = INSTEAD.get(name);
            if (instead != null) {
                throw new IllegalArgumentException("Option " + name + " of the former camel-sip: " + instead);
            }
        }
    }
}

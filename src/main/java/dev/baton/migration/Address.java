package dev.baton.migration;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Account, host and token, which stand beside the body: in the request's address and headers, where these are given. */
final class Address {

    private static final Pattern URL = Pattern.compile(
            "(https?://[^/?#]+)/conversational/control/v1/accounts/([^/?#]+)/chats/[^/?#]+/routing/mutationrequests");
    private static final String USUAL = "https://api.conversational.cm.com";
    private static final List<String> KNOWN = List.of("x-cm-producttoken", "content-type", "accept");

    private final Draft draft;
    private final LegacyFile file;

    Address(Draft draft) {
        this.draft = draft;
        this.file = draft.request().file();
    }

    void read() {
        Matcher url = URL.matcher(file.url());
        boolean known = url.matches();
        account(known ? url.group(2) : "");
        draft.fromEnvironment(
                "productToken",
                "CM_TOKEN",
                "token",
                "the product token of the header X-CM-PRODUCTTOKEN; never copied here");
        if (known && !url.group(1).equals(USUAL)) {
            draft.setting("apiUrl", TextNode.valueOf(url.group(1)));
        } else if (!known && !file.url().isEmpty()) {
            draft.lost.add(file.at(
                    "/url",
                    "is not carried over: found another address, expected " + USUAL
                            + "/conversational/control/v1/accounts/<account>/chats/<chat>/routing/mutationrequests"));
        }
        file.headers().fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
                draft.lost.add(file.at(
                        "/headers/" + Spelling.escaped(name),
                        "is not carried over: the connector sets its own headers"));
            }
        });
    }

    private void account(String account) {
        if (!account.isEmpty() && LegacyRequest.isId(account) && !Variables.isOne(account)) {
            draft.setting("accountId", TextNode.valueOf(account));
        } else {
            draft.samples.want(account, Samples.ID);
            draft.fromEnvironment(
                    "accountId",
                    "CM_ACCOUNT_ID",
                    Samples.ID,
                    "the id in the address of the old step, behind /accounts/");
        }
    }
}

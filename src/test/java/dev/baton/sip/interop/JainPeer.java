package dev.baton.sip.interop;

import gov.nist.core.CommonLogger;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** An SBC made of JAIN-SIP: takes a REFER, and reports "trying" and then "answered". */
final class JainPeer implements SipListener, AutoCloseable {

    final Set<Integer> answersToNotify = ConcurrentHashMap.newKeySet();
    private final int port;
    private final String transport;
    private final SipStack stack;
    private final SipProvider provider;
    private final MessageFactory messages;

    JainPeer(int port, String transport) throws Exception {
        this.port = port;
        this.transport = transport;
        CommonLogger.legacyLogger = new SilentStackLogger();
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "peer-" + transport + "-" + port);
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SilentStackLogger.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SilentServerLogger.class.getName());
        SipFactory factory = SipFactory.getInstance();
        factory.setPathName("gov.nist");
        this.messages = factory.createMessageFactory();
        this.stack = factory.createSipStack(properties);
        ListeningPoint point = stack.createListeningPoint("127.0.0.1", port, transport);
        this.provider = stack.createSipProvider(point);
        provider.addSipListener(this);
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            Request request = event.getRequest();
            ServerTransaction transaction = provider.getNewServerTransaction(request);
            boolean refer = request.getMethod().equals(Request.REFER);
            Response response = messages.createResponse(refer ? 202 : 200, request);
            ((ToHeader) response.getHeader(ToHeader.NAME)).setTag("sx2");
            transaction.sendResponse(response);
            if (refer) {
                notify(request, 101, "active;expires=60", "SIP/2.0 100 Trying");
                notify(request, 102, "terminated;reason=noresource", "SIP/2.0 200 OK");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void notify(Request refer, int number, String state, String fragment) throws Exception {
        FromHeader from = (FromHeader) refer.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) refer.getHeader(ToHeader.NAME);
        ContactHeader contact = (ContactHeader) refer.getHeader(ContactHeader.NAME);
        CallIdHeader callId = (CallIdHeader) refer.getHeader(CallIdHeader.NAME);
        Request notify = messages.createRequest(String.join(
                "\r\n",
                "NOTIFY " + contact.getAddress().getURI() + " SIP/2.0",
                "Via: SIP/2.0/" + transport.toUpperCase(Locale.ROOT) + " 127.0.0.1:" + port + ";branch=z9hG4bKn"
                        + number + callId.getCallId().hashCode(),
                "Max-Forwards: 70",
                "From: " + to.getAddress() + ";tag=sx2",
                "To: " + from.getAddress() + ";tag=" + from.getTag(),
                "Call-ID: " + callId.getCallId(),
                "CSeq: " + number + " NOTIFY",
                "Contact: <sip:sbc@127.0.0.1:" + port + ">",
                "Event: refer",
                "Subscription-State: " + state,
                "Content-Type: message/sipfrag;version=2.0",
                "Content-Length: " + fragment.length(),
                "",
                fragment));
        provider.getNewClientTransaction(notify).sendRequest();
    }

    @Override
    public void processResponse(ResponseEvent event) {
        CSeqHeader number = (CSeqHeader) event.getResponse().getHeader(CSeqHeader.NAME);
        if (event.getResponse().getStatusCode() == 200) {
            answersToNotify.add((int) number.getSeqNumber());
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {}

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    @Override
    public void close() {
        stack.stop();
    }
}

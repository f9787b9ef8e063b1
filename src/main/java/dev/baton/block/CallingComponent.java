package dev.baton.block;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** A component whose blocks make calls of their own. */
abstract class CallingComponent extends DefaultComponent {

    private @Nullable ProducerTemplate http;

    ProducerTemplate http() {
        if (http == null) {
            http = getCamelContext().createProducerTemplate();
        }
        return http;
    }

    @Override
    protected void doStop() throws Exception {
        if (http != null) {
            http.close();
        }
        super.doStop();
    }
}

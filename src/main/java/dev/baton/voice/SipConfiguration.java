package dev.baton.voice;

import dev.baton.connector.TargetSip;
import dev.baton.delivery.EventRecorder;
import dev.baton.sip.component.SipComponent;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway's SIP endpoint, when {@code baton.sip.listen} asks for one. It opens with the first target that needs it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SipProperties.class)
public class SipConfiguration {

    /** Under this name Camel finds it, for the targets and for an installation's own routes. */
    @Bean("sip")
    @ConditionalOnProperty("baton.sip.listen")
    SipComponent sip(SipProperties properties, MeterRegistry meters, @Value("${baton.data:data}") Path data) {
        SipComponent sip = new SipComponent();
        sip.setListen(properties.listen());
        sip.setAdvertisedHost(properties.advertisedHost());
        sip.setTlsCertificate(properties.tlsCertificate());
        sip.setTlsKey(properties.tlsKey());
        sip.setTlsTrusted(properties.tlsTrusted());
        sip.setTlsClientCertificateRequired(properties.tlsClientCertificateRequired());
        sip.setIpv6(properties.ipv6());
        sip.setMaxPendingForwards(properties.maxForwards());
        sip.setPingIntervalMillis(properties.pingInterval().toMillis());
        sip.setRecordFolder(data.resolve("sip").toString());
        sip.setMeterRegistry(meters);
        return sip;
    }

    @Bean
    @ConditionalOnProperty("baton.sip.listen")
    TargetSip targetSip(CamelContext context, ObjectProvider<EventRecorder> recorder, Clock clock) {
        CallReports reports = new CallReports(new EventSink(recorder::getObject), clock);
        return new SipCalls(() -> context.getComponent("sip", SipComponent.class), reports);
    }

    @Bean
    @ConditionalOnProperty("baton.sip.listen")
    SipHealthIndicator sipHealthIndicator(SipComponent sip) {
        return new SipHealthIndicator(sip::peers);
    }

    @Bean
    @ConditionalOnMissingBean
    TargetSip noSip() {
        return TargetSip.NONE;
    }
}

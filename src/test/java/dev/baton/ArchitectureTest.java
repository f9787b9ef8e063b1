package dev.baton;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The rules that keep the packages apart. */
@AnalyzeClasses(packages = "dev.baton", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> REST_OF_BATON =
            resideInAPackage("dev.baton..").and(not(resideInAPackage("dev.baton.sip..")));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.baton.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_HANDOVER_KNOWS_NEITHER_CAMEL_NOR_SPRING = noClasses()
            .that()
            .resideInAnyPackage("dev.baton.handover..", "dev.baton.schema..", "dev.baton.mapping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.springframework..");

    @ArchTest
    static final ArchRule THE_LEDGER_KNOWS_NO_CAMEL = noClasses()
            .that()
            .resideInAnyPackage("dev.baton.ledger..", "dev.baton.analytics..", "dev.baton.target..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule SIP_KNOWS_NOTHING_OF_THE_REST =
            noClasses().that().resideInAPackage("dev.baton.sip..").should().dependOnClassesThat(REST_OF_BATON);

    @ArchTest
    static final ArchRule SIP_KNOWS_NO_SPRING = noClasses()
            .that()
            .resideInAPackage("dev.baton.sip..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_THE_COMPONENT_OF_SIP_KNOWS_CAMEL = noClasses()
            .that()
            .resideInAPackage("dev.baton.sip..")
            .and()
            .resideOutsideOfPackage("dev.baton.sip.component..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule SIP_LAYERS_HAVE_NO_CYCLES =
            slices().matching("dev.baton.sip.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_ASKS_THE_WALL_CLOCK_DIRECTLY = noClasses()
            .that()
            .resideOutsideOfPackage("dev.baton.vendor..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule SPRING_ANNOTATIONS_ARE_FOR_CONFIGURATION_ONLY = classes()
            .that()
            .areAnnotatedWith(Configuration.class)
            .or()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .haveSimpleNameEndingWith("Configuration")
            .orShould()
            .haveSimpleNameEndingWith("Properties");
}

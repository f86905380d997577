package im.godwit.it;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;

/** Who may import what, as sentences. */
@AnalyzeClasses(packages = "im.godwit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule minaStaysInNet = onlyIn("im.godwit.core.net..", "org.apache.mina..");

    @ArchTest
    static final ArchRule parsersStayInXml =
            onlyIn("im.godwit.core.xml..", "com.fasterxml.aalto..", "com.ctc.wstx..", "org.codehaus.stax2..");

    @ArchTest
    static final ArchRule thereIsNoOtherXmlParser = onlyIn(
            "im.godwit.core.xml..", "javax.xml.stream..", "javax.xml.parsers..", "org.xml.sax..", "org.w3c.dom..");

    @ArchTest
    static final ArchRule jettyStaysInTheGateway = onlyIn("im.godwit.gateway..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule jdbcStaysInTheStore =
            onlyIn("im.godwit.core.store..", "java.sql..", "javax.sql..", "org.sqlite..", "com.zaxxer..");

    @ArchTest
    static final ArchRule webTokensStayInOidc = onlyIn("im.godwit.core.oidc..", "com.nimbusds..");

    @ArchTest
    static final ArchRule smackStaysInTests =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.jivesoftware..", "org.igniterealtime..");

    @ArchTest
    static final ArchRule theApiKnowsNoOtherPartOfTheServer = noClasses()
            .that(resideInAnyPackage(
                    "im.godwit.xml..",
                    "im.godwit.jid..",
                    "im.godwit.stanza..",
                    "im.godwit.plugin..",
                    "im.godwit.store..",
                    "im.godwit.service..",
                    "im.godwit.form..",
                    "im.godwit.paging..",
                    "im.godwit.http.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "im.godwit.core..", "im.godwit.gateway..", "im.godwit.plugins..", "im.godwit.app.."));

    @ArchTest
    static final ArchRule pluginsSeeOnlyTheApi = noClasses()
            .that()
            .resideInAPackage("im.godwit.plugins..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("im.godwit.core..", "im.godwit.gateway..", "im.godwit.app.."));

    @ArchTest
    static final ArchRule pluginsDoNotSeeEachOther =
            slices().matching("im.godwit.plugins.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theGatewaySeesOfTheCoreOnlyTransportsAndXml = noClasses()
            .that()
            .resideInAPackage("im.godwit.gateway..")
            .should()
            .dependOnClassesThat(resideInAPackage("im.godwit.core..")
                    .and(not(resideInAnyPackage("im.godwit.core.transport..", "im.godwit.core.xml.."))));

    @ArchTest
    static final ArchRule nobodyImportsTheProgram = noClasses()
            .that()
            .resideOutsideOfPackage("im.godwit.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("im.godwit.app..");

    @ArchTest
    static final ArchRule thereAreNoCyclesBetweenPackages =
            slices().matching("im.godwit.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pluginsSayWhatTheyImplement = classes()
            .that(assignableTo(Plugin.class))
            .and(not(INTERFACES))
            .should()
            .beAnnotatedWith(Implements.class)
            .orShould()
            .beAnnotatedWith(Implements.All.class);

    @ArchTest
    static final ArchRule chanceIsUnguessable = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Random|concurrent\\.ThreadLocalRandom)")
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule nothingIsDeserialised =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data|Info|Context)")
            .orShould()
            .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*");

    private static ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}

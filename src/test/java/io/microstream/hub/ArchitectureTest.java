package io.microstream.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. What is not written here as allowed is forbidden. */
class ArchitectureTest {
    private static final String HUB = "io.microstream.hub";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HUB);

    @Test
    void eachPackageKnowsOnlyThoseItMayKnow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(HUB + "..")
                .withOptionalLayers(true)
                .layer("time")
                .definedBy(HUB + ".time")
                .layer("json")
                .definedBy(HUB + ".json")
                .layer("message")
                .definedBy(HUB + ".message")
                .layer("routing")
                .definedBy(HUB + ".routing")
                .layer("traffic")
                .definedBy(HUB + ".traffic")
                .layer("websocket")
                .definedBy(HUB + ".websocket")
                .layer("lanes")
                .definedBy(HUB + ".websocket.*..")
                .layer("engineio")
                .definedBy(HUB + ".engineio")
                .layer("polling")
                .definedBy(HUB + ".engineio.polling")
                .layer("socketio")
                .definedBy(HUB + ".socketio")
                .layer("admin")
                .definedBy(HUB + ".admin..")
                .layer("boot")
                .definedBy(HUB + ".boot")
                .layer("launcher")
                .definedBy(HUB + ".launcher")
                .layer("packaging")
                .definedBy(HUB + ".packaging")
                .whereLayer("time")
                .mayNotAccessAnyLayer()
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .whereLayer("websocket")
                .mayNotAccessAnyLayer()
                .whereLayer("message")
                .mayOnlyAccessLayers("json")
                .whereLayer("routing")
                .mayOnlyAccessLayers("message", "json", "time")
                .whereLayer("traffic")
                .mayOnlyAccessLayers("routing", "message", "json")
                .whereLayer("lanes")
                .mayOnlyAccessLayers("websocket")
                .whereLayer("engineio")
                .mayOnlyAccessLayers("websocket", "time")
                .whereLayer("polling")
                .mayOnlyAccessLayers("engineio")
                .whereLayer("socketio")
                .mayOnlyAccessLayers("engineio", "routing", "message", "json", "time")
                .whereLayer("admin")
                .mayOnlyAccessLayers("traffic", "routing", "message", "json", "time")
                .whereLayer("boot")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("launcher")
                .mayNotAccessAnyLayer()
                .whereLayer("packaging")
                .mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void packagesMakeNoCircle() {
        slices().matching(HUB + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreIsPlainJava() {
        noClasses()
                .that()
                .resideInAnyPackage(HUB + ".message", HUB + ".json", HUB + ".time", HUB + ".traffic")
                .should()
                .dependOnClassesThat(isOfAContainer())
                .check(CLASSES);
    }

    @Test
    void routingKnowsOfTheContainerOnlyItsScopes() {
        noClasses()
                .that()
                .resideInAPackage(HUB + ".routing")
                .should()
                .dependOnClassesThat(isOfAContainer()
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                                "jakarta.enterprise.context", "jakarta.inject"))))
                .check(CLASSES);
    }

    /** On another server such a class cannot be loaded, and what cannot be loaded may stop the whole WAR. */
    @Test
    void onlyXnioClassesKnowUndertow() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Xnio")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(CLASSES);
    }

    @Test
    void onlyOneClassKnowsMicroProfileConfig() {
        noClasses()
                .that()
                .doNotHaveSimpleName("MicroProfileSettings")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile.config..")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> isOfAContainer() {
        return JavaClass.Predicates.resideInAnyPackage("jakarta..", "javax..", "org.eclipse.microprofile..");
    }
}

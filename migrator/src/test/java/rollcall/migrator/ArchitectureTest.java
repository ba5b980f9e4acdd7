package rollcall.migrator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Timestamp;

@AnalyzeClasses(packages = "rollcall.migrator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule takesOnlyDataReportsAndCommandsFromTheReconciler = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("rollcall.reconciler..")
                    .and(not(resideInAnyPackage(
                            "rollcall.reconciler.contact..",
                            "rollcall.reconciler.plan..",
                            "rollcall.reconciler.table..",
                            "rollcall.reconciler.finding..",
                            "rollcall.reconciler.report..",
                            "rollcall.reconciler.table..")))
                    .and(
                            not(
                                    nameMatching(
                                            "rollcall\\.reconciler\\.(FullDisk|Progress|TerminalProgress|Exits|Reconciliation|ReportFile|Throttle|Unestablished|Version)(\\$.*)?")))
                    .and(not(simpleNameEndingWith("Command"))));

    @ArchTest
    static final ArchRule readsTheCodeTablesItself =
            noClasses().should().dependOnClassesThat(nameMatching("rollcall\\.reconciler\\.plan\\.CodeTables?.*"));

    @ArchTest
    static final ArchRule transformIsPure = noClasses()
            .that()
            .resideInAPackage("rollcall.migrator.transform..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "java.io..", "java.nio.."))
            .orShould()
            .dependOnClassesThat(nameMatching("java\\.time\\.Clock|java\\.util\\.(Random|TimeZone)"));

    @ArchTest
    static final ArchRule onlyTheJobKnowsSpringBatch = noClasses()
            .that()
            .resideOutsideOfPackage("rollcall.migrator.job..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework.batch.."));

    @ArchTest
    static final ArchRule legacyIsReadThroughPlainJdbc = noClasses()
            .that()
            .resideInAPackage("rollcall.migrator.extract..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.jooq..", "com.zaxxer..", "org.springframework..", "org.postgresql.."))
            .orShould()
            .dependOnClassesThat(resideInAnyPackage("org.mariadb..", "org.h2..", "com.microsoft..", "oracle.."));

    @ArchTest
    static final ArchRule nothingShippedKnowsTheFixtures =
            noClasses().should().dependOnClassesThat(resideInAPackage("rollcall.fixtures.."));

    @ArchTest
    static final ArchRule timesAreNeverTimestamps = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.sql..").and(nameMatching("java\\.sql\\.(Date|Time|Timestamp)")))
            .because(Timestamp.class.getSimpleName() + " shifts wall times on the nights on which the clocks change");

    @ArchTest
    static final ArchRule packagesAreAcyclic =
            slices().matching("rollcall.migrator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyMainEndsTheProgram = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("rollcall.migrator.Rollcall")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule rulesSayWhatTheyAre = classes()
            .that()
            .implement("rollcall.migrator.transform.Rule")
            .should()
            .bePackagePrivate();
}

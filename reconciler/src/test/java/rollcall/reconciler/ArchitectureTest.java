package rollcall.reconciler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rollcall.reconciler.consistency.Rule;
import rollcall.reconciler.consistency.Rules;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("rollcall.reconciler");

    @Test
    void theOneWhoChecksSharesNothingWithTheOneWhoMoved() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.springframework..", "org.jooq..", "rollcall.migrator..", "rollcall.fixtures.."))
                .check(MAIN);
    }

    @Test
    void reportsArePureRendering() {
        noClasses()
                .that(resideInAPackage("rollcall.reconciler.report"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql", "javax.sql", "java.nio.file", "java.net"))
                .check(MAIN);
    }

    @Test
    void noRuleLooksAtTheClock() {
        noClasses()
                .that(resideInAnyPackage(
                        "rollcall.reconciler.report..",
                        "rollcall.reconciler.compare..",
                        "rollcall.reconciler.cause..",
                        "rollcall.reconciler.consistency..",
                        "rollcall.reconciler.harm..",
                        "rollcall.reconciler.plan.."))
                .should()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .check(MAIN);
    }

    @Test
    void onlyOneClassKnowsTheProgressBar() {
        noClasses()
                .that()
                .haveNameNotMatching(".*TerminalProgress.*")
                .should()
                .dependOnClassesThat(resideInAPackage("me.tongfei.."))
                .check(MAIN);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("rollcall.reconciler.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void everyRuleIsInTheOneList() {
        assertThat(Rules.all().stream().map(it -> it.getClass().getName()))
                .containsExactlyInAnyOrderElementsOf(MAIN.stream()
                        .filter(it -> it.isAssignableTo(Rule.class) && !it.isInterface())
                        .map(JavaClass::getName)
                        .toList());
        assertThat(Rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
    }

    @Test
    void onlyMainEndsTheProcess() {
        assertThat(MAIN.stream()
                        .flatMap(it -> it.getMethodCallsFromSelf().stream())
                        .filter(ArchitectureTest::endsTheProcess)
                        .map(it -> it.getOrigin().getFullName()))
                .containsExactly("rollcall.reconciler.Auditor.main([Ljava.lang.String;)");
    }

    private static boolean endsTheProcess(JavaMethodCall call) {
        return Set.of("java.lang.System", "java.lang.Runtime")
                        .contains(call.getTargetOwner().getName())
                && Set.of("exit", "halt").contains(call.getName());
    }
}

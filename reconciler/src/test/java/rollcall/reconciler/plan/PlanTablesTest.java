package rollcall.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.plan.Scope.Decision;
import rollcall.reconciler.table.TableFile;

class PlanTablesTest {
    private final PlanFolder plan;

    PlanTablesTest(@TempDir Path folder) {
        plan = PlanFolder.in(folder);
    }

    @Test
    void aTableSavedByExcelWithByteOrderMarkAndEmptyColumnsIsRead() throws PlanFaults {
        plan.with("codes/status.csv", "\uFEFFLegacy_Code,New_Code,,\r\n 0100 ,80,,\r\n,,,\r\n\r\n700,,,\r\n");

        assertThat(plan.read().codes())
                .isEqualTo(Map.of("status", new CodeTable("status", Map.of("0100", "80"), Set.of("0100", "700"))));
    }

    @Test
    void aDecisionIsTakenInAnyCase() throws PlanFaults {
        plan.with("scope.csv", "decision,kind\nMOVE,open job\nexclude,closed job\nCount,superseded visit\n");

        assertThat(plan.read().scope())
                .isEqualTo(new Scope(Map.of(
                        "open job", Decision.MOVE,
                        "closed job", Decision.EXCLUDE,
                        "superseded visit", Decision.COUNT)));
    }

    @Test
    void aKindDecidedTwiceOrWithoutAWordOfOursIsRefused() {
        plan.with(
                "scope.csv",
                "kind,decision,decided_on\nopen job,move,\nopen job,exclude,\nclosed job,mov,\n,move,9/10/2026\n");

        assertThat(plan.faults())
                .containsExactly(
                        "scope.csv line 3: kind \"open job\" stands twice, first in line 2; keep one decision",
                        "scope.csv line 4: decision \"mov\" is not move, exclude or count; expected one of them, or blank while undecided",
                        "scope.csv line 5: kind is blank",
                        "scope.csv line 5: decided_on \"9/10/2026\" is not a date; expected for example 2026-12-31");
    }

    @Test
    void aCodeThatStandsTwiceIsRefused() {
        plan.with("codes/status.csv", "legacy_code,new_code\n200,80\n200,90\n,80\n");

        assertThat(plan.faults())
                .containsExactly(
                        "codes/status.csv line 3: legacy_code \"200\" stands twice, first in line 2; keep the line that is right",
                        "codes/status.csv line 4: legacy_code is blank");
    }

    @Test
    void aMissingHeaderIsNamed() {
        plan.with("codes/status.csv", "200,80\n").with("accepted.csv", "");

        assertThat(plan.faults())
                .contains(
                        "accepted.csv: is empty; expected the header reference,class,reason,by,until",
                        "codes/status.csv line 1: column \"new_code\" is missing; expected the header legacy_code,new_code");
    }

    @Test
    void aMisspeltColumnIsRefusedWithTheNearest() {
        plan.with("accepted.csv", "reference,class,reason,by,untill,by\n");

        assertThat(plan.faults())
                .containsExactly(
                        "accepted.csv line 1: unknown column \"untill\"; did you mean \"until\"?",
                        "accepted.csv line 1: column \"by\" stands twice; remove one of them");
    }

    @Test
    void eachFaultOfTheAcceptedExceptionsIsNamed() {
        plan.with("accepted.csv", """
                reference,class,reason,by,until,population
                1,MISING,why,who,2026-12-31,
                2,MISSING,why,who,31/12/2026,
                3,MISSING,,who,,
                4,MISSING,why,,,visits
                5,MISSING,"why,
                at length",who,,jobs
                5,missing,why,who,,JOBS
                """);

        assertThat(plan.faults())
                .containsExactly(
                        "accepted.csv line 2: class \"MISING\" is not a class of exception; did you mean \"MISSING\"?",
                        "accepted.csv line 3: until \"31/12/2026\" is not a date; expected for example 2026-12-31",
                        "accepted.csv line 4: reason is blank",
                        "accepted.csv line 5: population \"visits\" is not jobs or appointments",
                        "accepted.csv line 5: by is blank",
                        "accepted.csv line 8: reference \"5\" is accepted twice, first in line 6; keep one of them");
    }

    @Test
    void theColumnsInWhichADifferenceIsAcceptedAreCompared() throws PlanFaults {
        plan.with("accepted.csv", """
                reference,class,reason,by,until,columns,cause
                1,DIFFERENT,why,who,,slot|Starts_at,
                2,INCONSISTENT,why,who,,,slot_over_capacity
                """);
        assertThat(plan.read().accepted())
                .extracting(Accepted::columns, Accepted::cause)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of("slot", "starts_at"), Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(List.of(), Optional.of("SLOT_OVER_CAPACITY")));
        plan.with("accepted.csv", "reference,class,reason,by,until,columns\n1,DIFFERENT,why,who,,slott\n");
        assertThat(plan.faults())
                .containsExactly(
                        "accepted.csv line 2: columns holds \"slott\" (several are parted by |), which is not compared; did you mean \"slot\"?");
    }

    @Test
    void anAcceptedJobWithoutExpiryIsRead() throws PlanFaults {
        plan.with("accepted.csv", "reference,class,reason,by,until,population\n5,claim,why,who,,jobs\n");

        assertThat(plan.read().accepted())
                .extracting(Accepted::population, Accepted::until)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Population.JOBS, Optional.empty()));
    }

    @Test
    void aBlankReferenceCannotBeAcceptedByName() {
        plan.with("accepted.csv", "reference,class,reason,by,until\n(blank),DUPLICATED,why,who,\n ,MISSING,why,who,\n");

        assertThat(plan.faults())
                .containsExactly(
                        "accepted.csv line 2: a blank reference is not named by it; expected it as reports tell it, for example \"(blank) 3f9a21c47b0d\", or give the record a reference in legacy",
                        "accepted.csv line 3: reference is blank");
    }

    @Test
    void brokenQuotesAndSurplusCellsAreNamedWithTheirLine() {
        plan.with("scope.csv", "kind,decision\nopen job,move\nclosed job,exclude,\"x\"\n\"no end,move\n");

        assertThat(plan.faults())
                .containsExactly(
                        "scope.csv line 3: has more cells than the header; put a cell that holds a comma in quotes",
                        "scope.csv line 4: is not CSV; check the quotes of this row: each \" inside a quoted cell stands twice");
    }

    @Test
    void aTableThatIsNotUtf8IsRefused() {
        plan.with("scope.csv", "kind,decision\n\u00a3,move\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(plan.faults())
                .containsExactly("scope.csv: is not UTF-8; save it as UTF-8 (in Excel: \"CSV UTF-8\")");
    }

    @Test
    void aBlankDecisionIsNone() throws PlanFaults {
        plan.with("scope.csv", "kind,decision\nopen job,\nclosed job,exclude\n");

        assertThat(plan.read().scope()).isEqualTo(new Scope(Map.of("closed job", Decision.EXCLUDE)));
    }

    @Test
    void aDecisionOnACodeThatSaysTwoThingsOrHalfOfOneIsRefused() {
        plan.with("codes/status.csv", """
                legacy_code,live_rows,new_code,decision,decided_by,decided_on
                100,,80,mapp,A Manager,
                200,,,map,A Manager,
                300,,80,reject,A Manager,
                400,,80,map,,
                450,12,80,map,A Manager,28/09/2026
                500,12.5,,REJECT,A Manager,2026-09-28
                """);

        assertThat(plan.faults())
                .containsExactly(
                        "codes/status.csv line 2: decision \"mapp\" is not map or reject; expected one of them, or blank while undecided",
                        "codes/status.csv line 3: decision is map and new_code is blank; fill it in, or clear the decision",
                        "codes/status.csv line 4: decision is reject and new_code is \"80\"; clear it, or decide map",
                        "codes/status.csv line 5: decided_by is blank; a decision needs the name of whoever made it",
                        "codes/status.csv line 6: decided_on \"28/09/2026\" is not a date; expected for example 2026-12-31",
                        "codes/status.csv line 7: live_rows \"12.5\" is not a count; clear it, rollcall codes fills it");
    }

    @Test
    void tablesComeAsWorkbooksTooAndAFaultNamesRowAndCell() throws Exception {
        plan.replacing("codes/status.csv", "codes/status.xlsx").replacing("scope.csv", "scope.xlsx");
        TableFile.write(
                plan.path().resolve("codes/status.xlsx"),
                List.of("legacy_code", "new_code"),
                List.of(List.of("007", "0080"), List.of("008", "0090")));
        TableFile.write(
                plan.path().resolve("scope.xlsx"), List.of("Kind", "Decision"), List.of(List.of("open job", "Move")));

        assertThat(plan.read().codes().get("status"))
                .isEqualTo(new CodeTable("status", Map.of("007", "0080", "008", "0090")));
        assertThat(plan.read().scope()).isEqualTo(new Scope(Map.of("open job", Decision.MOVE)));

        TableFile.write(
                plan.path().resolve("scope.xlsx"), List.of("Kind", "Decision"), List.of(List.of("open job", "Mov")));
        assertThat(plan.faults())
                .containsExactly(
                        "scope.xlsx line 2: decision \"Mov\" is not move, exclude or count; expected one of them, or blank while undecided");
    }
}

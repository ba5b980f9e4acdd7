package rollcall.reconciler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rollcall.reconciler.plan.Owners.Owner;

class OwnersTest {
    private final PlanFolder plan;

    OwnersTest(@TempDir Path folder) {
        plan = PlanFolder.in(folder)
                .replacing(
                        "codes: { status: codes/status.csv }",
                        "owners: owners.csv\ncodes: { contractor: contractor.csv, trade: trade.csv }")
                .with("contractor.csv", "legacy_code,new_code\nH01,H01\nAVP,AVP\n")
                .with("trade.csv", "legacy_code,new_code\nPL,PL\nGS,GH\n");
    }

    @Test
    void theRowThatSaysMostDecides() throws PlanFaults {
        plan.with("owners.csv", """
                contractor,trade,area,person,mailbox,deputy
                ,,,default,d@council.example,stand-in
                H01,,,contractor,c@council.example,
                ,PL,,trade,t@council.example,
                ,,NX1,area,a@council.example,
                ,PL,NX1,trade and area,ta@council.example,
                H01,,NX1,contractor and area,ca@council.example,
                """);
        Owners owners = plan.read().owners();

        assertThat(owners.of("AVP", "GS", "NX2")).contains(new Owner("default", "d@council.example", "stand-in"));
        assertThat(owners.of("", "", "").map(Owner::person)).contains("default");
        assertThat(owners.of("H01", "PL", "NX2").map(Owner::person)).contains("contractor");
        assertThat(owners.of("AVP", "PL", "NX2").map(Owner::person)).contains("trade");
        assertThat(owners.of("AVP", "GS", "nx1").map(Owner::person)).contains("area");
        assertThat(owners.of("AVP", "GS", "NX11").map(Owner::person)).contains("default");
        assertThat(owners.of("H01", "PL", "NX1").map(Owner::person)).contains("contractor and area");
    }

    @Test
    void aPlanWithoutOwnersHasNone() throws PlanFaults {
        plan.replacing("owners: owners.csv\n", "");

        assertThat(plan.read().owners().of("H01", "PL", "NX1")).isEqualTo(Optional.empty());
    }

    @Test
    void eachFaultOfTheOwnersIsNamed() {
        plan.with("owners.csv", """
                contractor,trade,area,person,mailbox,deputy
                ,,,A Person,a.person,
                ,,,,b@council.example,
                H1,,SE15 5RT,C Person,c@council.example,
                ,XX,NX1,D Person,,
                ,GS,NX1,E Person,e@council.example,
                ,GS,nx1,F Person,"f@council.example, g@council.example",
                """);

        assertThat(plan.faults())
                .containsExactly(
                        "owners.csv line 2: mailbox is not one e-mail address; expected for example repairs@council.example",
                        "owners.csv line 3: person is blank",
                        "owners.csv line 3: contractor, trade and area are blank a second time, first in line 2; one row is for everything else, give this one its contractor, trade or area",
                        "owners.csv line 4: area \"SE15 5RT\" is not the first half of a postcode; expected for example SE15",
                        "owners.csv line 4: contractor \"H1\" is in no line of its code table; did you mean \"H01\"?",
                        "owners.csv line 5: mailbox is blank",
                        "owners.csv line 5: trade \"XX\" is in no line of its code table; correct it, or add it there",
                        "owners.csv line 7: mailbox is not one e-mail address; expected for example repairs@council.example",
                        "owners.csv line 7: has the same contractor, trade and area as line 6; keep one of them");
    }

    @Test
    void anExceptionMustNotBeLeftWithoutAnOwner() {
        plan.with("owners.csv", "contractor,trade,area,person,mailbox\nH01,,,A Person,a@council.example\n");

        assertThat(plan.faults())
                .containsExactly(
                        "owners.csv: has no row with contractor, trade and area blank; add one with the person for everything else");
    }
}

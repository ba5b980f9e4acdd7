package rollcall.reconciler;

import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.compare.Books;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.finding.RunHeader.Agreed;
import rollcall.reconciler.finding.Tally;
import rollcall.reconciler.finding.Verdict;
import rollcall.reconciler.side.Sides;

/** What the numbers allow a run to say. */
final class Judgement {
    private Judgement() {}

    /** Why nothing may be said, however few exceptions there are; empty if something may. */
    static List<String> unknowns(Sides sides, Books books) {
        List<String> unknowns = new ArrayList<>(sides.unknowns());
        for (Population population : Population.values()) {
            unknowns.addAll(unknowns(population, books));
        }
        unknowns.addAll(books.unknowns());
        if (sides.contactsWithoutCredit() > 0) {
            unknowns.add("the ledger debits %,d contacts and does not say what became of them; run 'migrate' again"
                    .formatted(sides.contactsWithoutCredit()));
        }
        return unknowns;
    }

    private static List<String> unknowns(Population population, Books books) {
        String word = population.word();
        Tally tally = books.tallies().getOrDefault(population, Books.nothing());
        List<String> unknowns = new ArrayList<>();
        if (tally.source() == 0 && tally.target() == 0) {
            if (population == Population.APPOINTMENTS) {
                unknowns.add("neither side has any appointments: nothing was compared; check both queries");
            }
        } else if (tally.source() == 0) {
            unknowns.add("legacy has no %s at all and the new system has %,d; check the source"
                    .formatted(word, tally.target()));
        } else if (tally.target() == 0) {
            unknowns.add(
                    "the new system has no %s at all and legacy has %,d; check that they were loaded, and the target"
                            .formatted(word, tally.source()));
        } else if (books.moved().getOrDefault(population, 0L) == 0) {
            unknowns.add("none of legacy's %,d %s is to be moved: nothing was compared; check kinds and scope.csv"
                    .formatted(tally.source(), word));
        }
        if (tally.remainder() != 0) {
            unknowns.add("%,d of legacy's %s are in no count; this is a fault of ours, please report it"
                    .formatted(tally.remainder(), word));
        }
        return unknowns;
    }

    static List<String> notes(Books books) {
        Tally jobs = books.tallies().getOrDefault(Population.JOBS, Books.nothing());
        List<String> notes = new ArrayList<>();
        if (jobs.source() == 0 && jobs.target() == 0) {
            notes.add("Neither side has any jobs: only appointments were compared.");
        }
        if (books.census().isEmpty()) {
            notes.add("The plan has no census: rows that the source query itself drops would not be seen.");
        }
        for (Agreed rule : books.agreed()) {
            notes.add(
                    rule.rows() == 0
                            ? "Agreed difference '%s' (%s) was needed by no row; take it out of the plan if it is over."
                                    .formatted(rule.rule(), rule.says())
                            : "Agreed difference '%s' (%s) was needed by %,d %s."
                                    .formatted(
                                            rule.rule(), rule.says(), rule.rows(), rule.rows() == 1 ? "row" : "rows"));
        }
        return notes;
    }

    static Verdict verdict(List<String> unknowns, long exceptions) {
        if (!unknowns.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return exceptions > 0 ? Verdict.EXCEPTIONS : Verdict.ACCOUNTED_FOR;
    }
}

package rollcall.reconciler.explain;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import rollcall.reconciler.cause.Spelling;
import rollcall.reconciler.explain.Life.LastRun;
import rollcall.reconciler.explain.Life.Open;
import rollcall.reconciler.explain.Life.Told;
import rollcall.reconciler.finding.Finding;
import rollcall.reconciler.finding.Population;
import rollcall.reconciler.history.RecordKey;
import rollcall.reconciler.history.RunHistory;
import rollcall.reconciler.plan.Accepted;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.side.Column;
import rollcall.reconciler.side.Sighting;

/** Makes of all that was found in a comparison the lives of single records, each with those that it has replaced. */
final class Lives {
    private final Plan plan;
    private final ReconciliationPlan what;
    private final String asked;
    private final LocalDateTime asOf;
    private final Found found;
    private final Rebookings rebookings;

    /**
     * What was found.
     *
     * @param named the records that the word names
     */
    record Found(
            List<SeenRow> legacy,
            List<SeenRow> there,
            List<SeenRow> elsewhere,
            List<Sighting> counted,
            List<LedgerLine> ledger,
            Set<RecordKey> named,
            boolean isLegacyKnown,
            boolean isTargetKnown,
            boolean isCensusKnown) {}

    Lives(Plan plan, ReconciliationPlan what, String asked, LocalDateTime asOf, Found found, Rebookings rebookings) {
        this.plan = plan;
        this.what = what;
        this.asked = asked;
        this.asOf = asOf;
        this.found = found;
        this.rebookings = rebookings;
    }

    /** The records of each life, by the one that stands. */
    Map<RecordKey, Set<RecordKey>> groups() {
        Map<RecordKey, Set<RecordKey>> groups = new LinkedHashMap<>();
        Set<RecordKey> known = new HashSet<>();
        Stream.concat(found.legacy().stream(), found.there().stream()).forEach(it -> known.add(it.key()));
        found.counted().forEach(it -> known.add(new RecordKey(it.population(), it.text(Column.REFERENCE))));
        found.ledger().forEach(it -> known.add(it.key()));
        for (RecordKey key : found.named()) {
            RecordKey standing = rebookings.standing(key);
            boolean isOnlyAName = !known.contains(key)
                    && key.population() == Population.JOBS
                    && !key.reference().equals(asked);
            if (!isOnlyAName) {
                groups.computeIfAbsent(standing, it -> rebookings.members(it, found.legacy()))
                        .add(key);
            }
        }
        return groups;
    }

    /** The lives, those that the word itself names first. */
    List<Life> of(Map<RecordKey, Set<RecordKey>> groups, RunHistory history) {
        List<Life> lives = new ArrayList<>();
        groups.forEach((key, members) -> lives.add(life(key, members, history)));
        lives.sort(Comparator.comparing((Life it) -> !isNamed(it)).thenComparing(Life::population));
        return lives;
    }

    private boolean isNamed(Life life) {
        return Stream.concat(life.legacy().stream(), life.there().stream())
                        .anyMatch(it -> it.seen().text(Column.REFERENCE).equals(asked)
                                || it.seen().text(Column.TARGET_ID).equals(SeenRow.id(asked)))
                || life.ledger().stream().anyMatch(it -> it.targetId().equals(SeenRow.id(asked)))
                || life.reference().equals(asked);
    }

    private Life life(RecordKey key, Set<RecordKey> members, RunHistory history) {
        List<Told> told = new ArrayList<>();
        Optional<Open> open = Optional.empty();
        Optional<Accepted> accepted = Optional.empty();
        for (RecordKey member : members) {
            history.changes().getOrDefault(member, List.of()).forEach(it -> told.add(new Told(member.reference(), it)));
            open = open.or(
                    () -> Optional.ofNullable(history.open().get(member)).map(it -> new Open(member.reference(), it)));
            accepted = accepted.or(() -> accepted(member, history));
        }
        told.sort(Comparator.comparing(it -> it.change().run()));
        return new Life(
                what.name(),
                key.population(),
                key.reference(),
                found.legacy().stream()
                        .filter(it -> members.contains(it.key()))
                        .sorted(Comparator.comparing(it -> it.seen().text(Column.STARTS_AT)))
                        .toList(),
                found.isCensusKnown() && !Finding.isBlank(key.reference())
                        ? OptionalLong.of(found.counted().stream()
                                .filter(it -> it.population() == key.population()
                                        && it.text(Column.REFERENCE).equals(key.reference()))
                                .count())
                        : OptionalLong.empty(),
                found.ledger().stream()
                        .filter(it -> members.contains(it.key()))
                        .sorted(Comparator.comparingLong(
                                it -> it.run().map(LedgerLine.Run::number).orElse(0L)))
                        .toList(),
                found.there().stream().filter(it -> members.contains(it.key())).toList(),
                found.elsewhere().stream()
                        .filter(it -> members.stream().anyMatch(member -> mayBe(it, member)))
                        .toList(),
                told,
                open,
                accepted,
                new LastRun(history.lastRun(), history.asOf()),
                found.isLegacyKnown(),
                found.isTargetKnown(),
                what.leg().called());
    }

    private boolean mayBe(SeenRow row, RecordKey lost) {
        String reference = row.seen().text(Column.REFERENCE);
        return row.key().population() == lost.population()
                && (found.ledger().stream()
                                .anyMatch(it -> it.key().equals(lost)
                                        && !it.targetId().isEmpty()
                                        && it.targetId().equals(row.seen().text(Column.TARGET_ID)))
                        || !reference.isEmpty()
                                && new Spelling(!what.source().key().isNone()).mayBecome(lost.reference(), reference));
    }

    /** The line by which the last run has not reported it, where it stands still. */
    private Optional<Accepted> accepted(RecordKey key, RunHistory history) {
        return Optional.ofNullable(history.accepted().get(key))
                .flatMap(last -> plan.accepted().stream()
                        .filter(it -> it.population() == key.population()
                                && it.reference().strip().equals(key.reference())
                                && it.type().name().equals(last.type())
                                && !it.isExpired(asOf.toLocalDate()))
                        .findFirst());
    }
}

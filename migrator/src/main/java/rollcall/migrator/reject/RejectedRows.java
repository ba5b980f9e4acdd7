package rollcall.migrator.reject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Identity;
import rollcall.migrator.extract.Kind;
import rollcall.migrator.extract.LegacyRow;
import rollcall.migrator.extract.LegacyRows;
import rollcall.migrator.extract.SealedExtract;
import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.ledger.RejectedEntry;

/**
 * What the ledger rejects, as the sealed extract holds it.
 *
 * @param rows by kind and in the extract's order
 * @param changed how many rejected records the extract holds otherwise, or not at all
 */
public record RejectedRows(List<RejectedRow> rows, long changed) {
    public RejectedRows {
        rows = List.copyOf(rows);
    }

    /** Looks the rejected identities up in an extract. */
    public static RejectedRows find(Ledger ledger, List<RejectedEntry> rejected, SealedExtract extract) {
        Map<Identity, RejectedEntry> wanted = new HashMap<>();
        rejected.forEach(it -> wanted.put(it.identity(), it));
        List<RejectedRow> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (wanted.keySet().stream().noneMatch(it -> it.kind() == kind)) {
                continue;
            }
            try (LegacyRows rows = extract.rows(kind)) {
                Iterator<LegacyRow> known = ledger.recognise(kind, rows);
                while (known.hasNext()) {
                    LegacyRow row = known.next();
                    Optional.ofNullable(wanted.get(row.identity()))
                            .filter(it -> it.legacyFingerprint()
                                    .equals(ledger.fingerprint().of(row.values())))
                            .ifPresent(it -> {
                                found.add(new RejectedRow(row, it.targetId(), it.grounds()));
                                wanted.remove(row.identity());
                            });
                }
            }
        }
        return new RejectedRows(found, wanted.size());
    }

    /** Those of one kind. */
    public List<RejectedRow> of(Kind kind) {
        return rows.stream().filter(it -> it.row().identity().kind() == kind).toList();
    }
}

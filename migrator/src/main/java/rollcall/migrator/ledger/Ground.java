package rollcall.migrator.ledger;

import java.util.Optional;

/**
 * One reason of a rejection, as the ledger keeps it; no personal values.
 *
 * @param rule what the row fails, in a few words: {@code unmapped code}, {@code blank} …
 * @param column the extract's column that it is about
 * @param list the code table in which it is to be decided
 * @param job the job whose own reason this is; empty for a reason of the row itself
 * @param words the whole of it, for people; at most {@link Credit#LONGEST_DETAIL} characters
 */
public record Ground(String rule, Optional<String> column, Optional<String> list, Optional<String> job, String words) {
    /** The rule of a record whose job is not in the new system. */
    public static final String JOB_NOT_LOADED = "job not loaded";

    public Ground {
        words = Credit.cut(words);
    }

    /** The same, as the reason of a record that waits for this job. */
    public Ground ofJob(String reference) {
        return new Ground(rule, column, list, Optional.of(reference), words);
    }

    boolean isOfMissingJob() {
        return rule.equals(JOB_NOT_LOADED);
    }
}

package rollcall.reconciler.compare;

import rollcall.reconciler.finding.Tally;

/** One population's counts while they are counted. */
final class Counts {
    long source;
    long moved;
    long target;
    long matched;
    long missing;
    long invisible;
    long unexpected;
    long different;
    long duplicated;
    long evolved;
    long fresh;
    long excluded;
    long rejected;
    long superseded;
    long merged;

    Tally tally() {
        return new Tally(
                source,
                target,
                matched,
                missing,
                invisible,
                unexpected,
                different,
                duplicated,
                0,
                0,
                evolved,
                fresh,
                excluded,
                rejected,
                superseded,
                merged,
                0);
    }
}

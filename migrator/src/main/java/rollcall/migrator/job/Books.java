package rollcall.migrator.job;

import rollcall.migrator.ledger.Ledger;
import rollcall.migrator.load.Layouts;
import rollcall.migrator.load.TargetDatabase;

/** The target that is open, its ledger, and where the plan's fields go in it. */
record Books(TargetDatabase target, Ledger ledger, Layouts layouts) {}

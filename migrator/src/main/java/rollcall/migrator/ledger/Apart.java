package rollcall.migrator.ledger;

/** A ledger that lies in another database than the rows it speaks of: how something is done there in one transaction. */
@FunctionalInterface
public interface Apart {
    void inTransaction(Runnable work);
}

package rollcall.reconciler.sort;

import java.io.IOException;

/** Two streams of sorted rows as one. */
final class TwoStreams implements SortedRows {
    private final SortedRows one;
    private final SortedRows other;
    private boolean isOneThere;
    private boolean isOtherThere;
    private boolean begun;
    private boolean fromOne;

    TwoStreams(SortedRows one, SortedRows other) {
        this.one = one;
        this.other = other;
    }

    @Override
    public boolean advance() throws IOException {
        if (!begun || fromOne) {
            isOneThere = one.advance();
        }
        if (!begun || !fromOne) {
            isOtherThere = other.advance();
        }
        begun = true;
        fromOne = isOneThere && (!isOtherThere || one.row().compare(other.row()) <= 0);
        return isOneThere || isOtherThere;
    }

    @Override
    public Row row() {
        return fromOne ? one.row() : other.row();
    }

    @Override
    public void close() throws IOException {
        try (one) {
            other.close();
        }
    }
}

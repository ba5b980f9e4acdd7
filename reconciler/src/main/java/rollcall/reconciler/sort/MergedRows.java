package rollcall.reconciler.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A reading of several spill files as one, always the least row next: a tournament of their readers in which each match
 * remembers who lost it, so that the next row plays only the matches on its own way up. A reader is closed at its end.
 */
final class MergedRows implements SortedRows {
    private final List<SpillReader> open = new ArrayList<>();
    private final List<Spill> spills;
    private final SpillReader[] readers;
    /** The first bytes of each reader's key, which decide nearly every match. */
    private final long[] firsts;

    private final long[] seconds;
    private final boolean[] ended;
    /** Who lost each match, from 1; a match's own is played in that of half its number. */
    private final int[] losers;

    private final Row row = new Row();
    private int winner;
    private boolean begun;

    MergedRows(List<Spill> spills) {
        int size = spills.size();
        this.spills = List.copyOf(spills);
        this.readers = new SpillReader[size];
        this.firsts = new long[size];
        this.seconds = new long[size];
        this.ended = new boolean[size];
        this.losers = new int[size];
    }

    @Override
    public boolean advance() throws IOException {
        if (readers.length == 0) {
            return false;
        }
        if (!begun) {
            begin();
        } else if (!ended[winner]) {
            next(winner);
            int better = winner;
            for (int match = (better + readers.length) / 2; match > 0; match /= 2) {
                if (isLess(losers[match], better)) {
                    int worse = better;
                    better = losers[match];
                    losers[match] = worse;
                }
            }
            winner = better;
        }
        if (ended[winner]) {
            return false;
        }
        row.show(readers[winner].row());
        return true;
    }

    private void begin() throws IOException {
        begun = true;
        for (int i = 0; i < readers.length; i++) {
            readers[i] = SpillReader.of(spills.get(i));
            open.add(readers[i]);
            next(i);
        }
        winner = play(1);
    }

    /** Plays a match and those before it, and tells who won. */
    private int play(int match) {
        if (match >= readers.length) {
            return match - readers.length;
        }
        int one = play(2 * match);
        int other = play(2 * match + 1);
        boolean isOther = isLess(other, one);
        losers[match] = isOther ? one : other;
        return isOther ? other : one;
    }

    private void next(int reader) throws IOException {
        if (readers[reader].advance()) {
            firsts[reader] = readers[reader].row().prefix(0);
            seconds[reader] = readers[reader].row().prefix(Long.BYTES);
        } else {
            ended[reader] = true;
            readers[reader].close();
        }
    }

    private boolean isLess(int one, int other) {
        if (ended[one] || ended[other]) {
            return !ended[one];
        }
        if (firsts[one] != firsts[other]) {
            return Long.compareUnsigned(firsts[one], firsts[other]) < 0;
        }
        if (seconds[one] != seconds[other]) {
            return Long.compareUnsigned(seconds[one], seconds[other]) < 0;
        }
        return readers[one].row().compare(readers[other].row()) < 0;
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        for (SpillReader reader : open) {
            reader.close();
        }
    }
}

package rollcall.reconciler.side;

import java.util.ArrayList;
import java.util.List;
import rollcall.reconciler.sort.Utf8;

/** The few words of a column that has few, each with what is known of it: found by their bytes, without a string of them. */
final class Words<T> {
    private static final int MOST = 4096;
    private static final int PLACES = 2 * MOST;

    private final List<byte[]> words = new ArrayList<>();
    private final List<T> known = new ArrayList<>();
    /** For each place a word's number, from 1; 0 where there is none. */
    private final short[] places = new short[PLACES];

    /** The word's number, from 0; -1 where nothing is known of it. */
    int find(Utf8 word) {
        int place = place(word);
        return places[place] - 1;
    }

    /** What is known of the word of this number. */
    T known(int number) {
        return known.get(number);
    }

    /** Remembers a word that {@link #find} did not; of too many nothing is remembered. */
    void add(Utf8 word, T what) {
        if (words.size() < MOST) {
            words.add(word.copy());
            known.add(what);
            places[place(word)] = (short) words.size();
        }
    }

    private int place(Utf8 word) {
        int hash = word.hash() * 0x9E3779B9;
        int place = hash >>> Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);
        while (places[place] != 0 && !word.is(words.get(places[place] - 1))) {
            place = place + 1 & PLACES - 1;
        }
        return place;
    }
}

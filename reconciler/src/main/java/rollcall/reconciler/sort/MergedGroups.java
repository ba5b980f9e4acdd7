package rollcall.reconciler.sort;

import java.io.IOException;
import java.util.List;

/** Several streams of rows, merged key by key: for each key of any stream, which streams have it. */
public final class MergedGroups {
    private final KeyGroups[] streams;
    private final boolean[] here;
    private boolean begun;

    /** @param streams each before its first key */
    public MergedGroups(List<KeyGroups> streams) {
        this.streams = streams.toArray(KeyGroups[]::new);
        this.here = new boolean[streams.size()];
    }

    /** Goes to the next key; false when no stream has another. */
    public boolean advance() throws IOException {
        for (int i = 0; i < streams.length; i++) {
            if (!begun || here[i]) {
                streams[i].advance();
            }
            here[i] = false;
        }
        begun = true;
        int least = -1;
        for (int i = 0; i < streams.length; i++) {
            if (streams[i].isThere()) {
                int order = least < 0 ? -1 : streams[i].first().compareKey(streams[least].first());
                if (order < 0) {
                    for (int j = 0; j < i; j++) {
                        here[j] = false;
                    }
                    least = i;
                }
                here[i] = order <= 0;
            }
        }
        return least >= 0;
    }

    /** How many rows the stream has of the current key; 0 if none. */
    public long count(int stream) {
        return here[stream] ? streams[stream].count() : 0;
    }

    /** The stream's first row of the current key; to be asked only where {@link #count} is not 0. */
    public Row first(int stream) {
        return streams[stream].first();
    }

    /** Whether the stream has more rows of the current key than it keeps. */
    public boolean isCut(int stream) {
        return here[stream] && streams[stream].isCut();
    }

    /** The stream's rows of the current key; where {@link #isCut}, the first of them. */
    public List<Row> rows(int stream) {
        return here[stream] ? streams[stream].rows() : List.of();
    }

    /** How many rows of the stream have been met. */
    public long total(int stream) {
        return streams[stream].total();
    }
}

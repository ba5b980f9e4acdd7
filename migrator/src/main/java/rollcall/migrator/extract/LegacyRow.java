package rollcall.migrator.extract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A row as legacy held it: text still text, blank is absent, padding trimmed, and nothing interpreted.
 *
 * @param identity what it is known by
 * @param line its line in the sealed extract, from 2 (line 1 is the header)
 * @param values by column of the extract query, in its order; a blank value has no entry
 */
public record LegacyRow(Identity identity, long line, Map<String, String> values) {
    public LegacyRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The same row, known by another identity. */
    public LegacyRow under(Identity other) {
        return new LegacyRow(other, line, values);
    }

    /** The column's text; empty where legacy had none. */
    public Optional<String> value(String column) {
        return Optional.ofNullable(values.get(column));
    }
}

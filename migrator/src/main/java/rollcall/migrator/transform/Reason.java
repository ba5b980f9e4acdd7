package rollcall.migrator.transform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import rollcall.migrator.extract.PlainColumns;

/** Why a row is rejected. The words name code, rule and reference, never a person. */
public sealed interface Reason {
    /**
     * A code or a small number: no run of five letters, none of three with a small one, and fewer digits than a phone has; or
     * a time, as SQL Server writes it too.
     */
    Pattern TELLABLE = Pattern.compile(
            "(?!.*[A-Za-z]{5})(?!.*(?:[a-z][A-Za-z]{2}|[A-Za-z][a-z][A-Za-z]|[A-Za-z]{2}[a-z]))(?!(?:[^0-9]*[0-9]){7})"
                    + "[A-Za-z0-9/_.-]{1,12}|[?]"
                    + "|(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4})(?:[T ][0-9]{1,2}:[0-9]{2}[0-9:.]{0,14})?"
                    + "|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
                    + "|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +[0-9]{1,2} +[0-9]{4} +[0-9:]{4,12} ?[AP]M");

    /** The reference of a record or a home, with more digits than a code, not such as a phone has; maybe behind its key's name. */
    Pattern REFERENCE = Pattern.compile("(?:[a-z]+_[a-z_]+ )?(?!0[0-9]{9,10}$|44[0-9]{10}$)[A-Za-z]{0,3}[0-9]{1,14}");

    /** About a legacy code: the list's name is the extract's column and the code table too. */
    sealed interface OfCode extends Reason {
        /** The list: {@code status}, {@code priority} … */
        String list();

        @Override
        default Optional<String> at() {
            return Optional.of(list());
        }

        @Override
        default Optional<String> codes() {
            return Optional.of(list());
        }
    }

    /** A legacy code without a decided new code. */
    record Unmapped(String list, String code) implements OfCode {
        @Override
        public String rule() {
            return "unmapped code";
        }

        @Override
        public String words() {
            return list + " " + quoted(code) + " has no new code in codes/" + list + ".csv";
        }
    }

    /** A legacy code whose rows are keyed by hand, by decision. */
    record KeyedByHand(String list, String code) implements OfCode {
        @Override
        public String rule() {
            return "keyed by hand";
        }

        @Override
        public String words() {
            return list + " " + quoted(code) + " is keyed by hand, as codes/" + list + ".csv decides";
        }
    }

    /** A column that must be there is blank. */
    record Absent(String column) implements Reason {
        @Override
        public String rule() {
            return "blank";
        }

        @Override
        public Optional<String> at() {
            return Optional.of(column);
        }

        @Override
        public String words() {
            return column + " is blank";
        }
    }

    /**
     * A value that cannot be read as what it should be. It is quoted only where it is a code, a number or a time, in a column
     * of such: that of a vulnerable household may say what ails somebody.
     */
    record Unreadable(String column, String value, String expected) implements Reason {
        @Override
        public String rule() {
            return "unreadable";
        }

        @Override
        public Optional<String> at() {
            return Optional.of(column);
        }

        @Override
        public String words() {
            return column + " " + (PlainColumns.has(column) ? quoted(value) : measured(value)) + " is not " + expected;
        }
    }

    /** The property is not in the new system's register. */
    record UnknownProperty(String property) implements Reason {
        @Override
        public String rule() {
            return "unknown property";
        }

        @Override
        public Optional<String> at() {
            return Optional.of("property");
        }

        @Override
        public String words() {
            return "property " + reference(property) + " is not in the new system's register";
        }
    }

    /** The job's place is given by its address, and that is not the address of exactly one property. */
    record NoSuchAddress(String matches) implements Reason {
        @Override
        public String rule() {
            return "no one property";
        }

        @Override
        public Optional<String> at() {
            return Optional.of("property");
        }

        @Override
        public String words() {
            return matches.equals("0")
                    ? "its address is that of no property in the register"
                    : "its address is that of " + quoted(matches) + " properties in the register";
        }
    }

    /** The job that this record belongs to is not in legacy, or was itself not loaded. */
    record JobNotLoaded(String job) implements Reason {
        @Override
        public String rule() {
            return "job not loaded";
        }

        @Override
        public Optional<String> at() {
            return Optional.of("job");
        }

        @Override
        public String words() {
            return "its job " + reference(job) + " was not loaded";
        }
    }

    /** A kind of record on which nobody has decided. */
    record Undecided(String kind) implements Reason {
        @Override
        public String rule() {
            return "undecided kind";
        }

        @Override
        public String words() {
            return "kind '" + kind + "' is not decided in scope.csv";
        }
    }

    /** The target refused the row; {@code message} is the database's, without values. */
    record RefusedByTarget(String message) implements Reason {
        @Override
        public String rule() {
            return "refused by the new system";
        }

        @Override
        public String words() {
            return "the new system refused it: " + message;
        }
    }

    /**
     * Legacy has gone on with the record since it was loaded, and the new system, too: neither is written over the other.
     *
     * @param id the row of the new system
     * @param moved whether legacy would still have it moved
     * @param how what has been done with the row in the new system: {@code changed}, {@code deleted} …
     * @param columns in which the row differs from what legacy says now
     */
    record ChangedOnBothSides(String id, boolean moved, String how, List<String> columns) implements Reason {
        public ChangedOnBothSides {
            columns = List.copyOf(columns);
        }

        @Override
        public String rule() {
            return "changed in both systems";
        }

        @Override
        public String words() {
            return "since it was loaded, legacy has %s it and the new system (id %s) has %s it%s"
                    .formatted(
                            moved ? "changed" : "closed or rebooked",
                            id,
                            how,
                            columns.isEmpty() ? "" : "; they differ in " + String.join(", ", columns));
        }
    }

    /** The value in quotes where it looks like a code, a number or a time; of anything else its length alone. */
    static String quoted(String value) {
        return TELLABLE.matcher(value).matches() ? "'" + value + "'" : measured(value);
    }

    /** A reference in quotes; of anything else what {@link #quoted} tells. */
    static String reference(String value) {
        return REFERENCE.matcher(value).matches() ? "'" + value + "'" : quoted(value);
    }

    private static String measured(String value) {
        return "(a value of %d character%s)".formatted(value.length(), value.length() == 1 ? "" : "s");
    }

    /** What the row fails, in a few words that stay the same. */
    String rule();

    /** The extract's column that it is about; empty where it is about no single one. */
    default Optional<String> at() {
        return Optional.empty();
    }

    /** The code table in which it is to be decided. */
    default Optional<String> codes() {
        return Optional.empty();
    }

    /** In words, for ledger and reports; no personal values. */
    String words();
}

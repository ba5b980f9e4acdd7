package rollcall.reconciler.plan;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where in a query's file something stands that a database complains of: {@code source.sql line 33}. */
public final class QueryPlace {
    private static final Pattern H2_MARK = Pattern.compile("(?s)(.*?)\\[\\*]");
    private static final String H2_LINE_END = "\\000a";
    private static final Pattern POSTGRESQL = Pattern.compile("(?s).*\\bPosition: (\\d+)");
    private static final Pattern MARIADB = Pattern.compile("(?s).* at line (\\d+)");
    private static final Pattern QUOTED_NAME = Pattern.compile("[\"'`](?:[\\w$]+\\.)*([\\w$]+)[\"'`]");

    private QueryPlace() {}

    /** The place that a complaint tells, or where the first name that it quotes stands; else the file alone. */
    public static String of(String file, String sql, SQLException complaint) {
        String told = complaint.getMessage() == null ? "" : complaint.getMessage();
        Matcher mark = H2_MARK.matcher(told);
        if (mark.lookingAt()) {
            String before = mark.group(1);
            int ends = (before.length() - before.replace(H2_LINE_END, "").length()) / H2_LINE_END.length();
            return at(file, 1L + ends);
        }
        Matcher position = POSTGRESQL.matcher(told);
        if (position.lookingAt()) {
            int end = Math.min(sql.length(), Integer.parseInt(position.group(1)));
            return at(file, sql.substring(0, end).lines().count());
        }
        Matcher line = MARIADB.matcher(told);
        if (line.lookingAt()) {
            return at(file, Long.parseLong(line.group(1)));
        }
        Matcher name = QUOTED_NAME.matcher(told);
        return name.find() ? of(file, sql, name.group(1)) : file;
    }

    /** The line on which a name stands, where it stands on one line alone; else the file. */
    public static String of(String file, String sql, String name) {
        return line(sql, name).map(it -> at(file, it)).orElse(file);
    }

    private static Optional<Long> line(String sql, String name) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "\\b");
        List<String> lines = sql.toLowerCase(Locale.ROOT).lines().toList();
        List<Long> found = IntStream.range(0, lines.size())
                .filter(it -> word.matcher(lines.get(it)).find())
                .mapToObj(it -> it + 1L)
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static String at(String file, long line) {
        return file + " line " + line;
    }
}

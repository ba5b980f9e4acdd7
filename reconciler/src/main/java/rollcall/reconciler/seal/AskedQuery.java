package rollcall.reconciler.seal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import rollcall.reconciler.plan.DatabaseConnection;
import rollcall.reconciler.plan.Plan;
import rollcall.reconciler.plan.ReconciliationPlan;
import rollcall.reconciler.plan.ReconciliationPlan.QuerySide;
import rollcall.reconciler.plan.ReconciliationPlan.SidePlan;
import rollcall.reconciler.seal.Manifest.Query;
import rollcall.reconciler.seal.Manifest.Use;

/**
 * A query of legacy's side as the plan has it.
 *
 * @param kept what a seal's manifest says of it
 * @param connection the name of the connection that it asks
 */
record AskedQuery(Query kept, String text, String connection) {
    private static final String KEY = "\n-- key: ";

    /** Settings of a url that are no part of which database it is, and that nobody shall guess at by its digest. */
    private static final String SECRETS = "(?i)([;?&][^=;?&]*(?:pass|pwd|token|secret|key)[^=;?&]*=)[^;&]*";

    /** The queries of legacy's side; none for what is read from a file. */
    static List<AskedQuery> of(Plan plan, ReconciliationPlan what) {
        List<AskedQuery> queries = new ArrayList<>();
        of(Use.SOURCE, plan, Optional.of(what.source())).ifPresent(queries::add);
        of(Use.CENSUS, plan, what.census()).ifPresent(queries::add);
        of(Use.CONTACT, plan, what.contact()).ifPresent(queries::add);
        return queries;
    }

    /** What a side asks; empty where it is not there or reads a file. */
    static Optional<AskedQuery> of(Use use, Plan plan, Optional<SidePlan> side) {
        return side.filter(QuerySide.class::isInstance)
                .map(QuerySide.class::cast)
                .map(it -> {
                    String text = text(it);
                    Query query = new Query(
                            use,
                            plan.folder().relativize(it.file()).toString().replace('\\', '/'),
                            text.getBytes(StandardCharsets.UTF_8).length,
                            Digests.of(text),
                            database(it.connection()));
                    return new AskedQuery(query, text, it.connection().name());
                });
    }

    /** The query's text; where records are known by several columns, these are told below it: of others the rows are others. */
    private static String text(QuerySide side) {
        return side.key().isNone() ? side.sql() : side.sql() + KEY + side.key().told() + "\n";
    }

    /** Whether another text asks the same of records that are known by other columns. */
    boolean isLikeButForKey(String other) {
        return !isLike(other) && bare(withoutKey(text)).equals(bare(withoutKey(other)));
    }

    private static String withoutKey(String text) {
        int at = text.lastIndexOf(KEY);
        return at < 0 ? text : text.substring(0, at);
    }

    /** A digest by which databases are told apart; neither user nor password takes part in it. */
    private static String database(DatabaseConnection connection) {
        String url = connection.files().isPresent() ? "files" : connection.url();
        int at = url.lastIndexOf('@');
        String host = at < 0 ? url : url.replaceFirst("(?s)^(jdbc:[a-zA-Z0-9]+:).*@", "$1");
        return Digests.of(
                host.replaceAll(SECRETS, "$1") + "\n" + connection.schema().toLowerCase(Locale.ROOT));
    }

    /** Whether another text asks the same: line ends and blanks at the end of a line say nothing. */
    boolean isLike(String other) {
        return bare(text).equals(bare(other));
    }

    private static String bare(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }
}

package rollcall.migrator.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.h2.api.Trigger;

/** A trigger of H2 on appointments that does something at the one of which the table's comment begins. */
public abstract class CommentedTrigger implements Trigger {
    @Override
    public final void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet comment = statement.executeQuery("select remarks from information_schema.tables"
                        + " where table_schema = 'public' and table_name = 'appointments'")) {
            comment.next();
            List<String> words = List.of(comment.getString(1).split(" "));
            if (Arrays.asList(after).contains(words.get(0))) {
                act(words.subList(1, words.size()));
            }
        }
    }

    /** @param words what else the comment says */
    protected abstract void act(List<String> words) throws SQLException;
}

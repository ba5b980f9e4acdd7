package rollcall.reconciler.consistency;

import java.util.Set;
import rollcall.reconciler.side.Column;

/**
 * One way in which rows that are each fine are together wrong. Each is a class of its own, without state; {@link Rules} has
 * them all. What it finds is INCONSISTENT, with its name as the cause.
 */
public sealed interface Rule permits RowRule, JobRule, DiaryRule {
    /** What is true of a record that breaks a rule of which nothing more is known. */
    String PREDICATE = "contradicts another record in the new system";
    /** Whom that harms. */
    String HARM = "staff cannot tell which record is right";
    /** What to do about that. */
    String TODO = "look at both records and correct the wrong one";

    /** The cause of what it finds, as reports and files name it: {@code TWO_FOR_ONE_TRADE}. */
    String name();

    /** What is wrong, in a few plain words: "two live appointments for one job and trade". */
    String says();

    /** What to do about it, as an order. */
    default String todo() {
        return TODO;
    }

    /** What is true of the record, as the predicate of a sentence. */
    default String predicate() {
        return PREDICATE;
    }

    /** Whom it harms and how, as the fragment of a sentence. */
    default String harm() {
        return HARM;
    }

    /** The columns without which it says nothing. */
    Set<Column> needs();

    /** Which rows it sees together. */
    Grouping grouping();
}

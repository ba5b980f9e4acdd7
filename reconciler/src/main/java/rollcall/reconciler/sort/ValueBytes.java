package rollcall.reconciler.sort;

import java.nio.charset.StandardCharsets;

/**
 * One value as bytes. Two layouts are read, which share no first byte but that of an absent value: the present one, of which
 * each value has one form only, and the older, which nobody writes any more but which seals and histories may hold.
 */
final class ValueBytes {
    /** Older: a text, a number, a flag and a code without a mapping; lengths are ints, a number is a long. */
    private static final byte OLD_TEXT = 1;

    private static final byte OLD_NUMBER = 2;
    private static final byte OLD_FLAG = 3;
    private static final byte OLD_UNMAPPED = 4;

    static final byte ABSENT = 0;
    static final byte NUMBER = 5;
    static final byte NO = 6;
    static final byte YES = 7;
    static final byte UNMAPPED = 8;
    /** A text of one byte; one more for each byte more, up to {@link #LONGEST_SHORT}. */
    static final int SHORT_TEXT = 0x40;

    static final int BEFORE_SHORT = SHORT_TEXT - 1;
    /** A longer text, so that the longer of two comes behind the shorter whatever their lengths. */
    static final byte LONG_TEXT = (byte) 0xFF;

    /** The most bytes of a short text. */
    static final int LONGEST_SHORT = (LONG_TEXT & 0xFF) - 1 - BEFORE_SHORT;

    private ValueBytes() {}

    private static boolean isShort(byte first) {
        return (first & 0xFF) >= SHORT_TEXT && first != LONG_TEXT;
    }

    /** One of {@link RowWriter}'s types. */
    static byte type(byte first) {
        return switch (first) {
            case ABSENT -> RowWriter.ABSENT;
            case LONG_TEXT, OLD_TEXT -> RowWriter.TEXT;
            case NUMBER, OLD_NUMBER -> RowWriter.NUMBER;
            case NO, YES, OLD_FLAG -> RowWriter.FLAG;
            case UNMAPPED, OLD_UNMAPPED -> RowWriter.UNMAPPED;
            default -> {
                if (isShort(first)) {
                    yield RowWriter.TEXT;
                }
                throw unknown(first);
            }
        };
    }

    /** Where the value that begins at {@code at} ends. */
    static int end(byte[] bytes, int at) {
        byte first = bytes[at];
        if (isShort(first)) {
            return at + 1 + (first & 0xFF) - BEFORE_SHORT;
        }
        return switch (first) {
            case ABSENT, NO, YES -> at + 1;
            case NUMBER -> Varint.end(bytes, at + 1);
            case LONG_TEXT, UNMAPPED, OLD_TEXT, OLD_UNMAPPED -> at + 1 + Integer.BYTES + BigEndian.intAt(bytes, at + 1);
            case OLD_NUMBER -> at + 1 + Long.BYTES;
            case OLD_FLAG -> at + 2;
            default -> throw unknown(first);
        };
    }

    /** Where the letters of a text or code begin that begins at {@code at}. */
    static int letters(byte[] bytes, int at) {
        byte first = bytes[at];
        if (isShort(first)) {
            return at + 1;
        }
        return switch (first) {
            case LONG_TEXT, UNMAPPED, OLD_TEXT, OLD_UNMAPPED -> at + 1 + Integer.BYTES;
            default -> throw unknown(first);
        };
    }

    static String text(byte[] bytes, int at, int end) {
        int letters = letters(bytes, at);
        return new String(bytes, letters, end - letters, StandardCharsets.UTF_8);
    }

    static long number(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case NUMBER -> Varint.signed(Varint.at(bytes, at + 1));
            case OLD_NUMBER -> BigEndian.longAt(bytes, at + 1);
            default -> throw unknown(bytes[at]);
        };
    }

    static boolean flag(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case NO -> false;
            case YES -> true;
            case OLD_FLAG -> bytes[at + 1] != 0;
            default -> throw unknown(bytes[at]);
        };
    }

    private static IllegalStateException unknown(byte first) {
        return new IllegalStateException("no such value: " + first);
    }
}

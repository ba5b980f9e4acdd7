package rollcall.reconciler.csv;

/** Watches bytes go by and tells whether they are UTF-8 with at least one character of several bytes. */
final class Utf8Check {
    private int expected;
    private boolean several;
    private boolean broken;

    void take(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && !broken) {
            if (expected == 0) {
                i = PlainBytes.end(bytes, i, end);
                if (i == end) {
                    return;
                }
            }
            int b = bytes[i++] & 0xFF;
            if (expected > 0) {
                broken = b >> 6 != 0b10;
                expected--;
                several |= expected == 0;
            } else if (b >= 0x80) {
                expected = b >= 0xC2 && b <= 0xDF ? 1 : b >> 4 == 0xE ? 2 : b >= 0xF0 && b <= 0xF4 ? 3 : 0;
                broken = expected == 0;
            }
        }
    }

    boolean isUtf8() {
        return several && !broken && expected == 0;
    }
}

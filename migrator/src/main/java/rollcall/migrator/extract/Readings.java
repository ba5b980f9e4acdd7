package rollcall.migrator.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rollcall.migrator.extract.Steadiness.Differing;

/**
 * Reads all of legacy again and again until two readings in a row are the same. Every row of the last one then held, in all
 * queries, at the moment between the two, as if there had been a snapshot. The plan's queries cannot be asked for single
 * rows, so each reading is a whole one.
 */
final class Readings {
    /** How many references of those that differed are named. */
    static final int SHOWN = 20;

    private static final int MOST = 5;

    private final Path folder;
    private final Reading reading;

    /** Reads all kinds once, into files of this folder. */
    interface Reading {
        List<SealedFile> into(Path folder) throws ExtractFailed, IOException;
    }

    /** What the last reading has sealed, and how it came to be taken for whole. */
    record Settled(List<SealedFile> files, Steadiness steadiness) {}

    /** @param folder takes the files of the last reading */
    Readings(Path folder, Reading reading) {
        this.folder = folder;
        this.reading = reading;
    }

    /**
     * Reads until nothing differs.
     *
     * @throws ExtractFailed where it still does after {@value #MOST} readings, with how many and which
     */
    Settled settle() throws ExtractFailed, IOException {
        Path before = Files.createDirectory(folder.resolve("reading-1"));
        List<SealedFile> files = reading.into(before);
        Map<Kind, Differing> all = Map.of();
        Map<Kind, Differing> now = Map.of();
        for (int number = 2; number <= MOST; number++) {
            Path next = Files.createDirectory(folder.resolve("reading-" + number));
            List<SealedFile> again = reading.into(next);
            now = differing(files, before, again, next);
            all = Steadiness.sum(all, now);
            ExtractFolder.remove(before);
            if (now.isEmpty()) {
                for (SealedFile file : again) {
                    String name = SealedFile.name(file.kind());
                    Files.move(next.resolve(name), folder.resolve(name));
                }
                ExtractFolder.remove(next);
                return new Settled(again, new Steadiness(Steadiness.READ_TWICE, number, all));
            }
            files = again;
            before = next;
        }
        throw new ExtractFailed(
                "legacy does not hold still: between the last two of %d readings still %s changed; nothing is extracted. Let nobody write there, or extract from a copy of it, and run again"
                        .formatted(MOST, Steadiness.told(now)));
    }

    private static Map<Kind, Differing> differing(
            List<SealedFile> one, Path oneFolder, List<SealedFile> other, Path otherFolder) {
        Map<Kind, Differing> differing = new EnumMap<>(Kind.class);
        for (int i = 0; i < one.size(); i++) {
            Kind kind = one.get(i).kind();
            if (!one.get(i).equals(other.get(i))) {
                String name = SealedFile.name(kind);
                try (LegacyRows left = LegacyRows.open(kind, oneFolder.resolve(name));
                        LegacyRows right = LegacyRows.open(kind, otherFolder.resolve(name))) {
                    differing.put(kind, new Merge(left, right).differing());
                }
            }
        }
        return differing;
    }

    /** Two readings of one kind, each sorted by reference as unsigned bytes, side by side. */
    private static final class Merge {
        private final Side left;
        private final Side right;
        private final List<String> first = new ArrayList<>();
        private long count;

        Merge(LegacyRows left, LegacyRows right) {
            this.left = new Side(left);
            this.right = new Side(right);
        }

        Differing differing() {
            while (left.head.isPresent() || right.head.isPresent()) {
                int order = left.compareTo(right);
                if (order < 0) {
                    differs(left.group().getFirst());
                } else if (order > 0) {
                    differs(right.group().getFirst());
                } else {
                    List<LegacyRow> there = left.group();
                    if (!values(there).equals(values(right.group()))) {
                        differs(there.getFirst());
                    }
                }
            }
            return new Differing(count, first);
        }

        private static List<Map<String, String>> values(List<LegacyRow> rows) {
            return rows.stream().map(LegacyRow::values).toList();
        }

        private void differs(LegacyRow row) {
            count++;
            if (first.size() < SHOWN) {
                first.add(row.value("reference").orElse("without a reference"));
            }
        }
    }

    private static final class Side implements Comparable<Side> {
        private final LegacyRows rows;
        private Optional<LegacyRow> head;

        Side(LegacyRows rows) {
            this.rows = rows;
            this.head = next();
        }

        private Optional<LegacyRow> next() {
            return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
        }

        private byte[] key() {
            return head.flatMap(it -> it.value("reference")).orElse("").getBytes(StandardCharsets.UTF_8);
        }

        /** All rows of the reference at which it stands. */
        List<LegacyRow> group() {
            byte[] key = key();
            List<LegacyRow> group = new ArrayList<>();
            while (head.isPresent() && Arrays.equals(key, key())) {
                group.add(head.get());
                head = next();
            }
            return group;
        }

        @Override
        public int compareTo(Side other) {
            if (head.isEmpty() || other.head.isEmpty()) {
                return Boolean.compare(head.isEmpty(), other.head.isEmpty());
            }
            return Arrays.compareUnsigned(key(), other.key());
        }
    }
}

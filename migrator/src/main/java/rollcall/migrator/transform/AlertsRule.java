package rollcall.migrator.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** The household's alert codes, each once, sorted. */
final class AlertsRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACTS);
    }

    @Override
    public void apply(Draft draft) {
        draft.text("alerts").ifPresent(codes -> draft.putList("alerts", split(codes)));
    }

    private static List<String> split(String codes) {
        return Arrays.stream(codes.split("[,;\\s]+", -1))
                .filter(it -> !it.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}

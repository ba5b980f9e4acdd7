package rollcall.migrator.transform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import rollcall.migrator.extract.Kind;

/** The request's phone first, then the household's three; blanks and repeats dropped. */
final class PhonesRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACTS);
    }

    @Override
    public void apply(Draft draft) {
        draft.putList(
                "phones",
                List.of("request_phone", "phone_1", "phone_2", "phone_3").stream()
                        .map(draft::text)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
    }
}

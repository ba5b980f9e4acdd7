package rollcall.migrator.transform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rollcall.migrator.extract.Kind;

/** Where an extract has name, numbers and e-mail addresses in one cell, they are taken apart. */
final class ContactCellRule implements Rule {
    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CONTACTS);
    }

    @Override
    public void apply(Draft draft) {
        Optional<ContactCell> cell = draft.text("contact").map(ContactCell::read);
        if (cell.isEmpty()) {
            return;
        }
        String name = String.join(
                ", ",
                Stream.of(draft.text("name"), cell.get().name())
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList());
        if (!name.isEmpty()) {
            draft.put("name", name);
        }
        List<String> phones = Stream.concat(draft.list("phones").stream(), cell.get().phones().stream())
                .distinct()
                .toList();
        draft.putList("phones", phones);
        draft.putList("emails", cell.get().emails());
    }
}

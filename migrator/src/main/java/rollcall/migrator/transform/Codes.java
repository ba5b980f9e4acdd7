package rollcall.migrator.transform;

import rollcall.migrator.plan.MoverCodes;

/** A legacy code becomes the new one that was decided for it, or a reason: never a default. */
final class Codes {
    private Codes() {}

    static void map(Draft draft, MoverCodes codes, String list) {
        draft.text(list)
                .ifPresent(code -> codes.newCode(list, code)
                        .ifPresentOrElse(
                                fresh -> draft.put(list, fresh),
                                () -> draft.reject(
                                        codes.isKeyedByHand(list, code)
                                                ? new Reason.KeyedByHand(list, code)
                                                : new Reason.Unmapped(list, code))));
    }
}

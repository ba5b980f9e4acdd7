package rollcall.reconciler.plan;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a night's reports go and who is told.
 *
 * @param folder where page, phone list and result are written, as the plan says it: absolute or relative to the plan
 * @param link what links in the mail begin with; empty where files are told by their paths
 * @param attach what the mail carries itself
 * @param manual alert codes of households that must not be phoned from the list; they stand on a sheet of their own
 * @param mail empty where nobody is written to
 * @param settle how long differences are left to settle before they are told; empty where they are told at once
 */
public record NightlyPlan(
        Path folder,
        Optional<String> link,
        Set<Attachment> attach,
        List<String> manual,
        Optional<MailPlan> mail,
        Optional<Duration> settle) {
    /** Do not contact, domestic violence. */
    public static final List<String> MANUAL = List.of("CX", "DV");

    public NightlyPlan {
        attach = Set.copyOf(attach);
        manual = List.copyOf(manual);
    }

    /** What a mail can carry. */
    public enum Attachment {
        HTML,
        PHONE_LIST
    }

    static Optional<NightlyPlan> read(PlanNode root, Map<String, String> environment) {
        return root.optionalChild("nightly").map(node -> {
            node.onlyKeys("folder", "link", "attach", "manual", "mail", "settle");
            return new NightlyPlan(
                    folder(node),
                    link(node),
                    attach(node),
                    node.keys().contains("manual") ? node.list("manual") : MANUAL,
                    node.optionalChild("mail").map(it -> MailPlan.read(it, environment)),
                    settle(node));
        });
    }

    private static Path folder(PlanNode node) {
        String folder = node.text("folder");
        try {
            return Path.of(folder);
        } catch (InvalidPathException notAPath) {
            node.fault("folder", "folder \"" + folder + "\" is not a folder's name");
            return Path.of("");
        }
    }

    private static Optional<Duration> settle(PlanNode node) {
        Optional<String> text = node.optionalText("settle");
        Optional<Duration> time = text.flatMap(SettlingTime::of);
        if (text.isPresent() && time.isEmpty()) {
            node.fault(
                    "settle",
                    "settle \"" + text.get() + "\" is not a time of at most a day; expected for example 90s or 2m");
        }
        return time;
    }

    private static Optional<String> link(PlanNode node) {
        Optional<String> link = node.optionalText("link");
        if (link.filter(it -> !it.matches("https?://[^\\s\"<>]+")).isPresent()) {
            node.fault("link", "link \"" + link.get() + "\" is no address of a web page; expected https://…");
            return Optional.empty();
        }
        return link;
    }

    private static Set<Attachment> attach(PlanNode node) {
        Set<Attachment> attach = EnumSet.noneOf(Attachment.class);
        for (String word : node.list("attach")) {
            switch (word) {
                case "html" -> attach.add(Attachment.HTML);
                case "phone list" -> attach.add(Attachment.PHONE_LIST);
                default -> node.fault("attach", "attach \"" + word + "\" is neither \"html\" nor \"phone list\"");
            }
        }
        return attach;
    }
}

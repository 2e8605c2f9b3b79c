package next700.cli.lcr;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import next700.broadcast.Member;
import next700.broadcast.MemberException;
import next700.broadcast.MemberListener;
import next700.broadcast.MemberOptions;
import next700.crypto.GroupKey;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;
import next700.protocol.lcr.View;
import next700.report.ExitCode;
import next700.report.UsageException;
import next700.runtime.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code next700 lcr}: a member of a group that people type into. */
@Command(
        name = "lcr",
        description = {
            "Run a member of an LCR group: every line typed is broadcast, and every delivery is printed with its place"
                    + " in the order, which is the same at all members. The end of input leaves the group.",
            "",
            "  next700 lcr --id=p1 --ring=p1=127.0.0.1:7001,p2=127.0.0.1:7002",
            "  next700 lcr --id=p3 --at=127.0.0.1:7003 --join=p1=127.0.0.1:7001"
        },
        mixinStandardHelpOptions = true)
public final class LcrCommand implements Callable<Integer> {
    @Option(names = "--id", required = true, paramLabel = "NAME", description = "This member's name.")
    private String id;

    @Option(
            names = "--ring",
            split = ",",
            paramLabel = "NAME=HOST:PORT",
            description = "The members that found the group, in their order, this one among them.")
    private List<String> ring = new ArrayList<>();

    @Option(
            names = "--join",
            split = ",",
            paramLabel = "NAME=HOST:PORT",
            description = "Members of the group to join, to be asked one after the other.")
    private List<String> contacts = new ArrayList<>();

    @Option(names = "--at", paramLabel = "HOST:PORT", description = "Where a joiner listens.")
    private String at;

    @Option(names = "--group", defaultValue = "next700", description = "The group's name (default: next700).")
    private String group;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The group's key, which members prove to each other: 64 hexadecimal digits, readable by its owner"
                            + " alone. Default: ~/.next700/GROUP.key, made when it is first needed; members on other"
                            + " machines need a copy.")
    private Path key;

    @Option(
            names = "--survival",
            defaultValue = "majority",
            description =
                    "Who goes on when members fail: majority, which is safe in a partition, or all_but_one, which is"
                            + " not (default: majority).")
    private Survival survival;

    @Spec
    private CommandSpec command;

    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        out = command.commandLine().getOut();
        MemberOptions options = MemberOptions.DEFAULT
                .with(survival)
                .withGroup(group)
                .withKey(key == null ? GroupKey.loadOrMake(GroupKey.fileOf(group)) : GroupKey.load(key));
        try (Member member = start(options)) {
            return type(member);
        }
    }

    private Member start(MemberOptions options) {
        try {
            return foundOrJoin(options);
        } catch (MemberException e) {
            if (e.kind() == MemberException.Cause.CANNOT_LISTEN) {
                throw new UsageException(
                        e.getMessage().contains("in use")
                                ? "the port of " + id + " is in use; choose another"
                                : e.getMessage());
            }
            throw e;
        }
    }

    /** Who waits in silence looks like one who hangs. */
    private void tell(String what, MemberOptions options) {
        command.commandLine().getErr().printf("%s, for at most %d s%n", what, options.formationMillis() / 1000);
        command.commandLine().getErr().flush();
    }

    private Member foundOrJoin(MemberOptions options) {
        if (ring.isEmpty() == contacts.isEmpty()) {
            throw new UsageException("either --ring, to found a group, or --join, to join one");
        }
        if (!ring.isEmpty()) {
            List<MemberId> members = members("--ring", ring);
            MemberId self = members.stream()
                    .filter(member -> member.name().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("--ring does not name " + id));
            if (members.size() > 1) {
                tell(
                        self + " listens at " + self.address() + ", and waits for "
                                + String.join(
                                        ", ",
                                        members.stream()
                                                .filter(member -> !member.equals(self))
                                                .map(member -> member.name() + " at " + member.address())
                                                .toList()),
                        options);
            }
            return UsageException.checked("--ring", () -> Member.found(self, members, options, new Printer()));
        }
        if (at == null) {
            throw new UsageException("--join needs --at, where this member listens");
        }
        tell(id + " asks " + String.join(", ", contacts) + " to be let in", options);
        return Member.join(member("--at", id, at), members("--join", contacts), options, new Printer());
    }

    private static List<MemberId> members(String option, List<String> texts) {
        List<MemberId> members = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException(option + ": not a member: '" + text + "' (expected name=host:port)");
            }
            members.add(member(option, text.substring(0, equals), text.substring(equals + 1)));
        }
        return members;
    }

    private static MemberId member(String option, String name, String endpoint) {
        return UsageException.checked(
                option, () -> new MemberId(name, Endpoint.parse(endpoint).toString()));
    }

    private int type(Member member) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                member.utoBroadcast(line.getBytes(UTF_8));
            }
            member.leave().toCompletableFuture().join();
            return ExitCode.HOLDS.code();
        } catch (MemberException e) {
            command.commandLine().getErr().println("next700: " + e.getMessage());
            return ExitCode.INTERNAL.code();
        }
    }

    /** Prints what the member hears of. */
    private final class Printer implements MemberListener {
        @Override
        public void utoDeliver(MemberId origin, long view, long position, ByteBuffer message) {
            print(view + "." + position + " " + origin + ": " + UTF_8.decode(message));
        }

        @Override
        public void viewInstalled(View view) {
            print("view " + view.number() + ": "
                    + String.join(
                            " ", view.members().stream().map(MemberId::name).toList()));
        }

        @Override
        public void ended(End end) {
            print(end.reason());
        }

        private void print(String line) {
            out.println(line);
            out.flush();
        }
    }
}

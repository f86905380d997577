package im.godwit.plugins.commands;

import im.godwit.form.DataForm;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.service.Command;
import im.godwit.service.Command.Done;
import im.godwit.service.Command.Note;
import im.godwit.service.Command.Stage;
import im.godwit.service.Command.Step;
import im.godwit.stanza.Condition;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Answers requests to run commands (XEP-0050 §2.4). */
final class Requests {
    private final Host host;
    private final Commands commands;
    private final Executions executions;

    Requests(Host host, Commands commands, Executions executions) {
        this.host = host;
        this.commands = commands;
        this.executions = executions;
    }

    Result handle(IqRequest request) {
        Element asked = request.payload();
        String node = asked.attribute("node")
                .orElseThrow(() ->
                        Condition.BAD_REQUEST.error("a command has a node").thrown()); // §4.1
        Command command = commands.find(request.to(), node).orElseThrow(Errors::noSuchCommand);
        if (!command.isOpenTo(request.from())) {
            throw Errors.forbidden();
        }
        Languages.requireSpoken(asked);
        Action action = asked.attribute("action").map(Action::of).orElse(Action.EXECUTE);
        Optional<String> session = asked.attribute("sessionid");
        return session.isEmpty() ? begin(command, request, action) : goOn(request, session.get(), action);
    }

    private Result begin(Command command, IqRequest request, Action action) {
        if (action != Action.EXECUTE) {
            throw Errors.badRequest("bad-action"); // there is nothing yet to go on with
        }
        Command.Execution execution = new Command.Execution(request.from(), request.to());
        String id = host.newId();
        return switch (command.begin(execution)) {
            case Done done -> {
                executions.end(id);
                yield Answers.completed(command.node(), id, done);
            }
            case Stage first -> {
                Running running = new Running(
                        id,
                        command.node(),
                        execution,
                        List.of(first),
                        host.clock().instant());
                yield goOnAtOnce(running, request.payload());
            }
        };
    }

    /** Whoever knows the first form may send it with the first request (XEP-0317 §4.3). */
    private Result goOnAtOnce(Running running, Element asked) {
        boolean answered = asked.child(DataForm.NAME)
                .flatMap(form -> form.attribute("type"))
                .filter(DataForm.Type.SUBMIT.text()::equals)
                .isPresent();
        Turn turn = answered ? turn(running, Action.EXECUTE, asked) : Turn.waits(running);
        turn.left().ifPresentOrElse(executions::add, () -> executions.end(running.id()));
        return turn.answer();
    }

    private Result goOn(IqRequest request, String id, Action action) {
        Running running = executions.take(id).orElseThrow(() -> notThere(id));
        Turn turn;
        try {
            requireOwn(running, request);
            turn = turn(running, action, request.payload());
        } catch (RuntimeException refused) {
            executions.putBack(running); // stays where it was, so that the requester may try again
            throw refused;
        }
        turn.left().ifPresentOrElse(executions::putBack, () -> executions.end(id));
        return turn.answer();
    }

    private StanzaException notThere(String id) {
        return executions.hasEnded(id) ? Errors.sessionExpired() : Errors.badRequest("bad-sessionid");
    }

    /** §3.3: a session is valid between one requester and one responder, and for one command. */
    private static void requireOwn(Running running, IqRequest request) {
        if (!running.execution().requester().equals(request.from())) {
            throw Errors.forbidden();
        }
        boolean same = running.execution().entity().equals(request.to())
                && request.payload()
                        .attribute("node")
                        .filter(running.node()::equals)
                        .isPresent();
        if (!same) {
            throw Errors.badRequest("bad-sessionid");
        }
    }

    private Turn turn(Running running, Action action, Element asked) {
        Stage stage = running.stage();
        return switch (action) {
            case CANCEL -> new Turn(Optional.empty(), Answers.canceled(running));
            case PREV -> {
                if (!running.hasPrevious()) {
                    throw Errors.badRequest("bad-action");
                }
                yield Turn.waits(running.withoutLast(host.clock().instant()));
            }
            case NEXT -> submit(running, stage.next(), asked);
            case COMPLETE -> submit(running, stage.complete(), asked);
            case EXECUTE ->
                stage.next().isPresent()
                        ? submit(running, stage.next(), asked)
                        : submit(running, stage.complete(), asked); // §3.4
        };
    }

    private Turn submit(Running running, Optional<? extends Function<DataForm, ? extends Step>> way, Element asked) {
        Function<DataForm, ? extends Step> onwards = way.orElseThrow(() -> Errors.badRequest("bad-action"));
        DataForm submitted = Submission.of(running.stage().form(), asked);
        Optional<String> mistake = Submission.mistake(running.stage().form(), submitted);
        if (mistake.isPresent()) {
            return Turn.asksAgain(running.at(host.clock().instant()), mistake.get());
        }
        Step step = onwards.apply(submitted);
        return switch (step) {
            case Done done -> new Turn(Optional.empty(), Answers.completed(running.node(), running.id(), done));
            case Stage next -> Turn.waits(running.with(next, host.clock().instant()));
        };
    }

    /**
     * What comes of a request.
     *
     * @param left the execution as it waits for the next one; none once it is over
     */
    private record Turn(Optional<Running> left, Result answer) {
        static Turn waits(Running running) {
            return new Turn(Optional.of(running), Answers.executing(running, List.of()));
        }

        /** §4.3: the same form again, and why. */
        static Turn asksAgain(Running running, String why) {
            return new Turn(Optional.of(running), Answers.executing(running, List.of(new Note(Note.Type.ERROR, why))));
        }
    }
}

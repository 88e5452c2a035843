package lib.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lib.base.Failure;
import lib.cli.Exit;
import lib.cli.Output;
import lib.op.Result;

/** One command for several names: a run each, at the same time; one line each, in the order in which they were given; the worst code. */
public final class Several {

    private final Output output;

    public Several(Output output) {
        this.output = output;
    }

    /** @param commands a ready command by the name it is for */
    public Exit run(Map<String, Callable<? extends Result>> commands) throws InterruptedException {
        Map<String, Future<? extends Result>> running = new LinkedHashMap<>();
        Exit worst = Exit.DONE;
        List<Map<String, Object>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            commands.forEach((name, command) -> running.put(name, threads.submit(command)));
            for (var each : running.entrySet()) {
                Exit exit = Exit.DONE;
                try {
                    Result result = each.getValue().get();
                    output.each(each.getKey(), result, answers);
                    exit = result.failure() != null ? failed(each.getKey(), result.failure(), null) : Exit.DONE;
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof Failure failure)) {
                        throw new IllegalStateException(e.getCause());
                    }
                    exit = failed(each.getKey(), failure, answers);
                }
                worst = exit.code() > worst.code() ? exit : worst;
            }
        }
        output.all(answers);
        return worst;
    }

    private Exit failed(String name, Failure failure, List<Map<String, Object>> answers) {
        output.error(name + ": " + failure.getMessage(), failure.hint());
        if (answers != null) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("name", name);
            answer.put("error", failure.getMessage());
            answers.add(answer);
        }
        return Exit.of(failure);
    }
}

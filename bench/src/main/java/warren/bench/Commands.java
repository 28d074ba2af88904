package warren.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;
import warren.bench.load.ReplyTimeoutException;
import warren.local.LocalException;
import warren.settings.StartException;

/** Command lines that report an invalid option or a failed start in one sentence. */
public final class Commands {
  /** The exit status that shells report for a program ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private Commands() {}

  /** Returns the command line of a command. */
  public static CommandLine line(Callable<Integer> command) {
    return new CommandLine(command)
        .setParameterExceptionHandler(
            (invalid, arguments) -> {
              var line = invalid.getCommandLine();
              line.getErr()
                  .println(String.valueOf(invalid.getMessage()).replaceFirst("[^.?]$", "$0."));
              line.getErr().println("Run `%s --help` for usage.".formatted(line.getCommandName()));
              return ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(Commands::reportFailure);
  }

  private static int reportFailure(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof StartException
        || e instanceof LocalException
        || e instanceof ReplyTimeoutException) {
      command.getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
    throw e;
  }

  /** Runs work that Ctrl-C and SIGTERM interrupt; returns the exit status. */
  public static int run(Callable<Integer> work) throws Exception {
    try (var interruption = Interruption.prepare()) {
      try {
        return work.call();
      } catch (Exception e) {
        // interrupted work may fail with any exception
        if (interruption.isRequested()) {
          return INTERRUPTED;
        }
        throw e;
      }
    }
  }
}

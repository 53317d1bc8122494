using System.CommandLine;
using LinlyTalker.Cli.Console;

namespace LinlyTalker.Tests.Cli;

public class RunnerTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_verb_that_works_before_its_first_wait_does_not_hold_up_who_listens_for_ctrl_c()
    {
        using var release = new ManualResetEventSlim();
        var verb = new Command("work");
        verb.SetAction((_, cancellation) => Task.FromResult(release.Wait(TimeSpan.FromSeconds(30), cancellation) ? 7 : 1));
        var running = Runner.RunAsync(["work"], [verb]);
        Assert.False(running.IsCompleted);
        release.Set();
        Assert.Equal(7, await running);
    }
}

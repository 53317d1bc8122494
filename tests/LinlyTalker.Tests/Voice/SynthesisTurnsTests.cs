using LinlyTalker.Tests.Core;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Tests.Voice;

public class SynthesisTurnsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whose_sound_is_needed_first_goes_first()
    {
        var turns = new SynthesisTurns(1);
        var order = new List<int>();
        var running = await turns.EnterAsync(0, Token);
        Task[] waiting = [GoAsync(30), GoAsync(10), GoAsync(20)];
        Assert.Empty(order);
        running.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal([10, 20, 30], order);

        async Task GoAsync(int neededAt)
        {
            using var turn = await turns.EnterAsync(neededAt, Token);
            order.Add(neededAt);
        }
    }

    [Fact]
    public async Task As_many_go_at_once_as_there_are_places()
    {
        var turns = new SynthesisTurns(2);
        var first = await turns.EnterAsync(0, Token);
        using var second = await turns.EnterAsync(0, Token);
        var third = turns.EnterAsync(0, Token).AsTask();
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();
        using var entered = await third;
        Assert.False(turns.EnterAsync(0, Token).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Who_has_given_up_takes_no_place()
    {
        var turns = new SynthesisTurns(1);
        var running = await turns.EnterAsync(0, Token);
        using var source = new CancellationTokenSource();
        var givenUp = turns.EnterAsync(1, source.Token).AsTask();
        var patient = turns.EnterAsync(2, Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        running.Dispose();
        using var entered = await patient;
        Assert.False(turns.EnterAsync(3, Token).AsTask().IsCompleted);
    }

    [Fact]
    public void A_stream_needs_sound_when_what_it_gave_has_been_played()
    {
        var time = new ManualTime();
        var speaking = new SoundNeed(time);
        speaking.Given(16000, 16000);
        var beginning = new SoundNeed(time);
        Assert.True(speaking.NeededAt < beginning.NeededAt, "A gap of one who speaks comes before one who begins.");
        speaking.Given(48000, 16000);
        Assert.Equal(4, (speaking.NeededAt - time.GetTimestamp()) / (double)time.TimestampFrequency);
        Assert.True(beginning.NeededAt < speaking.NeededAt, "Sound for four seconds can wait.");
    }
}

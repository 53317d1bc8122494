using LinlyTalker.Tests.Core;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Tests.Voice;

public class SynthesisTurnsTests
{
    private readonly ManualTime time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_short_of_sound_goes_before_who_begins_and_who_has_plenty_after()
    {
        var turns = new SynthesisTurns(1, time);
        var order = new List<string>();
        var running = await turns.EnterAsync(new SoundNeed(time), Token);
        Task[] waiting = [GoAsync("plenty", 9), GoAsync("begins", 0), GoAsync("short", 1.2), GoAsync("begins later", 0), GoAsync("shortest", 0.3)];
        Assert.Empty(order);
        running.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal(["shortest", "short", "begins", "begins later", "plenty"], order);

        async Task GoAsync(string name, double inHand)
        {
            var need = new SoundNeed(time);
            need.Given((int)(inHand * 1000), 1000);
            using var turn = await turns.EnterAsync(need, Token);
            order.Add(name);
        }
    }

    [Fact]
    public async Task What_was_plenty_gets_little_while_it_is_played()
    {
        var turns = new SynthesisTurns(1, time);
        var running = await turns.EnterAsync(new SoundNeed(time), Token);
        var need = new SoundNeed(time);
        need.Given(9000, 1000);
        var speaking = turns.EnterAsync(need, Token).AsTask();
        var beginning = turns.EnterAsync(new SoundNeed(time), Token).AsTask();
        time.Advance(TimeSpan.FromSeconds(8));
        running.Dispose();
        (await speaking).Dispose();
        using var last = await beginning;
    }

    [Fact]
    public async Task As_many_go_at_once_as_there_are_places()
    {
        var turns = new SynthesisTurns(2, time);
        var first = await turns.EnterAsync(new SoundNeed(time), Token);
        using var second = await turns.EnterAsync(new SoundNeed(time), Token);
        var third = turns.EnterAsync(new SoundNeed(time), Token).AsTask();
        Assert.False(third.IsCompleted);
        first.Dispose();
        first.Dispose();
        using var entered = await third;
        Assert.False(turns.EnterAsync(new SoundNeed(time), Token).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Who_has_given_up_takes_no_place()
    {
        var turns = new SynthesisTurns(1, time);
        var running = await turns.EnterAsync(new SoundNeed(time), Token);
        using var source = new CancellationTokenSource();
        var givenUp = turns.EnterAsync(new SoundNeed(time), source.Token).AsTask();
        var patient = turns.EnterAsync(new SoundNeed(time), Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        running.Dispose();
        using var entered = await patient;
        Assert.False(turns.EnterAsync(new SoundNeed(time), Token).AsTask().IsCompleted);
    }

    [Fact]
    public void A_stream_needs_sound_when_what_it_gave_has_been_played()
    {
        var need = new SoundNeed(time);
        Assert.Null(need.At);
        need.Given(16000, 16000);
        time.Advance(TimeSpan.FromSeconds(0.5));
        need.Given(48000, 16000);
        Assert.Equal(3.5, (need.At!.Value - time.GetTimestamp()) / (double)time.TimestampFrequency);
    }
}

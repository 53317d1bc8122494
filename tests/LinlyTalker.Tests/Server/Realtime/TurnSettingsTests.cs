using LinlyTalker.Core.Turns;

namespace LinlyTalker.Tests.Server.Realtime;

/// <summary>What a client says about turns reaches the ears.</summary>
public class TurnSettingsTests
{
    private const int Patience = 30_000;

    [Fact(Timeout = Patience)]
    public async Task The_silence_that_a_client_asks_for_ends_turns_whatever_was_said()
    {
        var turns = await HeardWithAsync("""{"type":"server_vad","silence_duration_ms":1200}""");
        Assert.All(Silences(turns), s => Assert.Equal(1200, s.TotalMilliseconds));
    }

    [Fact(Timeout = Patience)]
    public async Task Without_turn_detection_no_silence_ends_a_turn()
    {
        var turns = await HeardWithAsync("null");
        Assert.All(Silences(turns), s => Assert.True(s.TotalMinutes >= 60));
    }

    [Fact(Timeout = Patience)]
    public async Task A_patient_client_is_waited_for_longer_and_a_hasty_one_less()
    {
        var (low, high) = (await HeardWithAsync("""{"type":"semantic_vad","eagerness":"low"}"""), await HeardWithAsync("""{"type":"semantic_vad","eagerness":"high"}"""));
        var usual = Silences(new TurnOptions());
        Assert.All(Silences(low).Zip(usual), s => Assert.True(s.First > s.Second));
        Assert.All(Silences(high).Zip(usual), s => Assert.True(s.First <= s.Second));
        Assert.True(high.IncompleteSilence < new TurnOptions().IncompleteSilence);
    }

    private static TimeSpan[] Silences(TurnOptions turns) =>
        [turns.QuestionSilence, turns.CompleteSilence, turns.MinimumSilence, turns.DoubtfulSilence, turns.IncompleteSilence];

    private static async Task<TurnOptions> HeardWithAsync(string detection)
    {
        await using var live = await Live.StartAsync();
        await live.Client.SendAsync("""{"type":"session.update","session":{"audio":{"input":{"turn_detection":""" + detection + "}}}}");
        await live.Client.WaitAsync("session.updated");
        live.Ears.Say("hello");
        await live.Client.SpeakAsync();
        if (detection == "null")
        {
            await live.Client.SendAsync("""{"type":"input_audio_buffer.commit"}""");
            await live.Client.RespondAsync();
        }

        await live.Client.WaitAsync("response.done");
        return live.Ears.Listened.Last().Turns ?? throw new InvalidOperationException("The ears were told nothing of turns.");
    }
}

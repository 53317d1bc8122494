using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Denoise;
using LinlyTalker.Ears.Listening;
using LinlyTalker.Native.PocketSphinx;
using LinlyTalker.Native.Worker;

namespace LinlyTalker.Tests.Ears.Listening;

public sealed class ListenerTests : IAsyncDisposable
{
    private readonly ScriptedDecoder decoder = new();
    private readonly List<string> faults = [];

    [Fact(Timeout = 10000)]
    public async Task A_turn_begins_with_an_empty_partial_and_ends_with_the_words_at_their_times()
    {
        decoder.Says(new DecodedWord("hello", 10, 30, 0.9f), new DecodedWord("world", 30, 60, 0.7f));

        var heard = await HearAsync("____####################________________________________");

        Assert.Equal("", heard[0].Text);
        Assert.False(heard[0].IsFinal);
        var final = Assert.Single(heard, u => u.IsFinal);
        Assert.Equal("hello world", final.Text);
        Assert.Equal(0.8f, final.Confidence, 3);
        Assert.Equal(16000, final.SampleRate);
        // The turn begins where the stream does: four windows are less than the pre-roll.
        Assert.Equal(0, final.Span.Start);
        Assert.Equal(24 * 512, final.Span.End);
        Assert.Equal(new SampleSpan(10 * 160, 30 * 160), final.Words[0].Span);
    }

    [Fact(Timeout = 10000)]
    public async Task In_a_pause_that_settles_the_words_the_final_ones_are_foreseen()
    {
        decoder.Says(new DecodedWord("hello", 10, 30, 0.4f), new DecodedWord("world", 30, 60, 0.3f));

        var heard = await HearAsync("____####################________________________________", shortestStretch: 0);

        var foreseen = Assert.Single(heard, u => u.Foreseen is not null).Foreseen!;
        Assert.Equal((heard[^1].Text, heard[^1].Span, heard[^1].Confidence), (foreseen.Text, foreseen.Span, foreseen.Confidence));
        Assert.True(foreseen is { IsFinal: true, IsDoubtful: true } && heard[^1].IsDoubtful);
    }

    [Fact(Timeout = 10000)]
    public async Task The_decoder_gets_the_turn_from_its_pre_roll_to_its_hang_over_without_a_gap()
    {
        await HearAsync("______________####################______________________________");

        var stretch = Assert.Single(decoder.Stretches);
        var start = (14 * 512) - 4800;
        Assert.Equal(Enumerable.Range(start, (34 * 512) - start).Select(i => (float)i).ToArray(), stretch.Take((34 * 512) - start));
        Assert.InRange(stretch.Count, (34 * 512) - start + 3200, (34 * 512) - start + 3200 + 1024);
    }

    [Fact(Timeout = 10000)]
    public async Task Silence_in_a_turn_is_given_to_the_decoder_only_when_speech_goes_on()
    {
        await HearAsync("____####################_______________####################______________________________");

        var stretch = Assert.Single(decoder.Stretches);
        Assert.Equal(stretch.Select((_, i) => (float)i), stretch);
    }

    [Fact(Timeout = 10000)]
    public async Task A_pause_settles_the_words_before_it()
    {
        decoder.Says(new DecodedWord("hello", 10, 30, 1));
        decoder.Says(new DecodedWord("world", 5, 20, 1));

        var heard = await HearAsync(
            "____####################_______________####################______________________________", shortestStretch: 8000);

        Assert.Equal(2, decoder.Stretches.Count);
        Assert.Contains(heard, u => !u.IsFinal && u.StableText == "hello");
        var final = heard.Single(u => u.IsFinal);
        Assert.Equal("hello world", final.Text);
        Assert.True(final.Words[1].Span.Start > final.Words[0].Span.End);
    }

    [Fact(Timeout = 10000)]
    public async Task A_partial_s_stable_text_begins_every_later_one()
    {
        decoder.Says(new DecodedWord("one", 10, 30, 1));
        decoder.Says(new DecodedWord("two", 10, 30, 1));
        decoder.Partials = ["what", "what now"];

        var heard = await HearAsync(
            "____##########__________##########__________##########______________________________", shortestStretch: 100);

        var stable = "";
        foreach (var utterance in heard)
        {
            Assert.StartsWith(stable, utterance.Text, StringComparison.Ordinal);
            stable = utterance.StableText;
        }
    }

    [Fact(Timeout = 10000)]
    public async Task A_decoder_that_dies_loses_one_turn_and_the_next_is_heard()
    {
        decoder.DiesAtStretch = 0;
        decoder.Says(new DecodedWord("again", 10, 30, 1));

        var heard = await HearAsync("____##########______________________________##########______________________________");

        var finals = heard.Where(u => u.IsFinal).ToList();
        Assert.Equal(["", "again"], finals.Select(u => u.Text));
        Assert.Equal(0, finals[0].Confidence);
        Assert.Equal(["it died"], faults);
        Assert.Equal(2, decoder.Returned);
    }

    [Fact(Timeout = 10000)]
    public async Task Sound_that_ends_while_somebody_speaks_is_heard_to_its_end()
    {
        decoder.Says(new DecodedWord("bye", 10, 30, 1));

        var heard = await HearAsync("____####################");

        Assert.Equal("bye", heard.Single(u => u.IsFinal).Text);
        Assert.Equal(24 * 512, heard[^1].Span.End);
    }

    [Fact(Timeout = 10000)]
    public async Task Silence_gives_nothing_and_takes_no_decoder()
    {
        Assert.Empty(await HearAsync(new string('_', 200)));
        Assert.Equal(0, decoder.Returned);
    }

    [Fact(Timeout = 10000)]
    public async Task A_listener_that_is_left_within_a_turn_gives_its_decoder_back()
    {
        await using (var listener = Listener(ShortestStretch))
        {
            await foreach (var utterance in Listen(listener, "____####################"))
            {
                break;
            }
        }

        Assert.Equal(0, decoder.Returned); // Left before a decoder was asked for.

        await using (var listener = Listener(ShortestStretch))
        {
            decoder.Partials = ["hm"];
            await foreach (var utterance in Listen(listener, "____####################"))
            {
                if (utterance.Text == "hm")
                {
                    break;
                }
            }
        }

        Assert.Equal(1, decoder.Returned);
    }

    public ValueTask DisposeAsync() => decoder.DisposeAsync();

    private const int ShortestStretch = int.MaxValue;

    private string script = "";

    private async Task<List<Utterance>> HearAsync(string windows, long shortestStretch = ShortestStretch)
    {
        var heard = new List<Utterance>();
        script = windows;
        await using var listener = Listener(shortestStretch);
        await foreach (var utterance in Listen(listener, windows))
        {
            heard.Add(utterance);
        }

        return heard;
    }

    private Listener Listener(long shortestStretch) => new(
        new ScriptedDetector(script.Length > 0 ? script : "____####################"),
        new TurnOptions(),
        Suppression.Never,
        (start, _, _) => Task.FromResult(new Turn(decoder, start, shortestStretch, e => faults.Add(e is WorkerDiedException ? e.Message : e.ToString()))
        {
            DoubtBelow = 0.5f,
        }));

    /// <summary>Sound whose every sample is its own position, so that a test sees what arrives where.</summary>
    private static IAsyncEnumerable<Utterance> Listen(Listener listener, string windows)
    {
        return listener.ListenAsync(Sound(), partials: true, CancellationToken.None);

        async IAsyncEnumerable<AudioChunk> Sound()
        {
            const int Piece = 700; // Not the window's length.
            for (var at = 0; at < windows.Length * 512; at += Piece)
            {
                var count = Math.Min(Piece, (windows.Length * 512) - at);
                yield return new AudioChunk(Enumerable.Range(at, count).Select(i => (float)i).ToArray(), 16000, at);
                await Task.Yield();
            }
        }
    }
}

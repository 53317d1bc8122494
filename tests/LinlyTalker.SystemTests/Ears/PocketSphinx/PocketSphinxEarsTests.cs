using System.Diagnostics;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Media.Sound;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.SystemTests.Ears.PocketSphinx;

/// <summary>Real recordings through the whole way: Silero, turns, the decoder in its own process.</summary>
public sealed class PocketSphinxEarsTests : IDisposable
{
    private const int Patience = 300_000;
    private const int SampleRate = 16000;

    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("linly-ears-");
    private readonly List<LinlyException> faults = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => cache.Delete(recursive: true);

    [Fact(Timeout = Patience)]
    public async Task A_recorded_command_is_heard_with_the_times_of_its_words()
    {
        await using var ears = Open();
        var heard = await ears.ListenAsync(Paced([.. Silence(1), .. Command()]), new ListenOptions(), Token).ToListAsync(Token);

        Assert.Equal("", heard[0].Text);
        Assert.False(heard[0].IsFinal);
        var final = Assert.Single(heard, u => u.IsFinal);
        Assert.Equal("go forward ten meters", final.Text);
        Assert.InRange(final.Confidence, 0.1f, 1);
        // Silence of a second, then as the recording's waveform shows: "go" within its first half second, all done by 2.6 s.
        Assert.InRange(final.Words[0].Span.Start, (long)(1.2 * SampleRate), (long)(1.7 * SampleRate));
        Assert.InRange(final.Words[^1].Span.End, (long)(2.4 * SampleRate), (long)(3.7 * SampleRate));
        Assert.All(final.Words.Zip(final.Words.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start));
        Assert.Contains(heard, u => u is { IsFinal: false, Text.Length: > 0 });
    }

    [Fact(Timeout = Patience)]
    public async Task Each_turn_and_each_stream_counts_its_words_from_its_own_beginning()
    {
        await using var ears = Open();
        var sound = Command();
        var later = SampleRate + sound.Length + (2 * SampleRate);
        float[] twice = [.. Silence(1), .. sound, .. Silence(2), .. sound];
        var first = await ears.ListenAsync(Paced(twice), new ListenOptions(), Token).Where(u => u.IsFinal).ToListAsync(Token);
        var again = await ears.ListenAsync(Paced([.. Silence(1), .. sound]), new ListenOptions(), Token).Where(u => u.IsFinal).ToListAsync(Token);

        var begin = first[0].Words[0].Span.Start;
        const int Near = SampleRate / 5;
        Assert.InRange(first[1].Words[0].Span.Start, begin + later - SampleRate - Near, begin + later - SampleRate + Near);
        Assert.InRange(again[0].Words[0].Span.Start, begin - Near, begin + Near);
    }

    [Fact(Timeout = Patience)]
    public async Task Sound_of_another_rate_is_heard_alike()
    {
        await using var ears = Open();
        var fast = Resampler.Resample([.. Silence(1), .. Command()], SampleRate, 48000);

        Assert.Equal("go forward ten meters", Final(await HearAsync(ears, fast, rate: 48000)));
    }

    [Fact(Timeout = Patience)]
    public async Task A_domain_s_words_are_heard_even_those_that_no_lexicon_has()
    {
        await using var ears = Open();
        // A voice that says a name: the recording's own words, spelled as no dictionary has them.
        var domain = new DomainText("d", ["Goforwd tenn meeters", "Where is Goforwd?"], ["Goforwd"]);

        var text = Final(await HearAsync(ears, [.. Silence(1), .. Command()], domain));

        Assert.Contains("tenn meeters", text, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_worker_killed_within_a_turn_loses_that_turn_and_the_next_is_heard()
    {
        await using var ears = Open();
        await ears.PrepareAsync(DomainText.Empty, Token);
        var before = Assert.Single(ears.ProcessIds);
        var killed = false;
        float[] sound = [.. Silence(1), .. Command(), .. Silence(2), .. Command(), .. Silence(1)];
        var finals = new List<string>();
        await foreach (var utterance in ears.ListenAsync(Paced(sound, speed: 1), new ListenOptions(), Token))
        {
            if (utterance is { IsFinal: false, Text.Length: > 0 } && !killed)
            {
                killed = true;
                Process.GetProcessById(before).Kill();
            }

            if (utterance.IsFinal)
            {
                finals.Add(utterance.Text);
            }
        }

        Assert.Equal(["", "go forward ten meters"], finals);
        Assert.Single(faults);
        Assert.NotEqual(before, Assert.Single(ears.ProcessIds));
    }

    [Fact(Timeout = Patience)]
    public async Task An_hour_of_noise_takes_no_more_memory_than_a_minute()
    {
        await using var ears = Open();
        var random = new Random(7);
        var second = Enumerable.Range(0, SampleRate).Select(_ => 0.02f * ((random.NextSingle() * 2) - 1)).ToArray();
        long early = 0;
        long late = 0;

        Assert.Empty(await ears.ListenAsync(Hour(), new ListenOptions(), Token).Where(u => u.Text.Length > 0).ToListAsync(Token));

        // The hour itself would be 230 MB; other tests allocate in this process at the same time.
        Assert.InRange(late - early, long.MinValue, 64 << 20);

        async IAsyncEnumerable<AudioChunk> Hour()
        {
            for (var at = 0; at < 3600; at++)
            {
                if (at == 60)
                {
                    early = GC.GetTotalMemory(forceFullCollection: true);
                }

                yield return new AudioChunk(second, SampleRate, (long)at * SampleRate);
                await Task.Yield();
            }

            late = GC.GetTotalMemory(forceFullCollection: true);
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Two_conversations_share_one_decoder_and_nothing_crosses()
    {
        await using var ears = Open();
        float[] command = [.. Silence(1), .. Command(), .. Silence(1)];
        var both = await Task.WhenAll(HearAsync(ears, command), HearAsync(ears, Silence(3)), HearAsync(ears, command));

        Assert.Equal("go forward ten meters", Final(both[0]));
        Assert.Empty(both[1]);
        Assert.Equal("go forward ten meters", Final(both[2]));
        Assert.Single(ears.ProcessIds);
    }

    [Fact(Timeout = Patience)]
    public async Task A_listener_that_is_cancelled_gives_its_decoder_back()
    {
        await using var ears = Open();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var utterance in ears.ListenAsync(Paced([.. Silence(1), .. Command()]), new ListenOptions(), stop.Token))
            {
                if (utterance.Text.Length > 0)
                {
                    await stop.CancelAsync();
                }
            }
        });

        Assert.Equal("go forward ten meters", Final(await HearAsync(ears, [.. Silence(1), .. Command()])));
    }

    [Fact(Timeout = Patience)]
    public async Task A_model_that_cannot_be_loaded_is_told_in_the_library_s_words()
    {
        var good = Models();
        await using var ears = new PocketSphinxEars(
            good with { Hearing = good.Hearing with { LanguageModel = good.Hearing.Lexicon } }, cache.FullName, new EarsOptions { Decoders = 1 });

        var error = await Assert.ThrowsAsync<NativeException>(() => ears.PrepareAsync(DomainText.Empty, Token));

        Assert.Contains("cmudict-en-us.dict cannot be read", error.Message, StringComparison.Ordinal);
    }

    private static EarsModels Models() => EarsModels.From(TestModels.Open("silero-vad"), TestModels.Open("pocketsphinx-en-us"));

    private static float[] Silence(int seconds) => new float[seconds * SampleRate];

    /// <summary>"Go forward ten meters", 2.8 s of a man in a quiet room.</summary>
    private static float[] Command()
    {
        var bytes = File.ReadAllBytes(TestModels.Open("recordings-librivox").PathOf("goforward.raw"));
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => BitConverter.ToInt16(bytes, 2 * i) / 32768f)];
    }

    private static string Final(IEnumerable<Utterance> heard) => string.Join(" | ", heard.Where(u => u.IsFinal).Select(u => u.Text));

    /// <summary>Four times as fast as life: the decoder keeps up, so that partials come while the sound does.</summary>
    private static async IAsyncEnumerable<AudioChunk> Paced(float[] sound, double speed = 4)
    {
        await foreach (var chunk in Chunks(sound, SampleRate))
        {
            await Task.Delay(chunk.Duration / speed, Token);
            yield return chunk;
        }
    }

    private static async IAsyncEnumerable<AudioChunk> Chunks(float[] sound, int rate)
    {
        var length = rate / 25;
        for (var at = 0; at < sound.Length; at += length)
        {
            yield return new AudioChunk(sound.AsMemory(at, Math.Min(length, sound.Length - at)), rate, at);
            await Task.Yield();
        }
    }

    private static async Task<List<Utterance>> HearAsync(PocketSphinxEars ears, float[] sound, DomainText? domain = null, int rate = SampleRate) =>
        await ears.ListenAsync(Chunks(sound, rate), new ListenOptions { Domain = domain ?? DomainText.Empty }, Token).ToListAsync(Token);

    private PocketSphinxEars Open() => new(Models(), cache.FullName, new EarsOptions { Decoders = 1, Fault = faults.Add });
}

using LinlyTalker.Ears.Alignment;
using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Tests.Ears.Alignment;

public sealed class ScriptWalkTests
{
    private const int SampleRate = 16_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_script_is_aligned_by_windows_and_comes_out_as_one()
    {
        // A word of two phones every second, for five minutes.
        var words = Enumerable.Range(0, 300).Select(_ => (IReadOnlyList<string>)["AA B"]).ToList();
        var speaker = new MetronomeSpeaker(300);

        var found = await new ScriptWalk(speaker.AlignAsync).AlignAsync(speaker.Sound, words, Token);

        Assert.Equal(600, found!.Value.Phones.Count);
        Assert.All(found.Value.Lengths, length => Assert.Equal(2, length));
        Assert.All(found.Value.Phones.Where((_, i) => i % 2 == 0).Select((phone, second) => (phone, second)), pair =>
            Assert.Equal(pair.second * 100, pair.phone.FirstFrame));
        Assert.True(speaker.LongestWindow <= 90 * SampleRate);
        Assert.InRange(speaker.Windows, 4, 8);
    }

    [Fact]
    public async Task A_window_that_fits_badly_ends_it()
    {
        var words = Enumerable.Range(0, 300).Select(_ => (IReadOnlyList<string>)["AA B"]).ToList();
        var speaker = new MetronomeSpeaker(300) { BadFrom = 150 };

        Assert.Null(await new ScriptWalk(speaker.AlignAsync).AlignAsync(speaker.Sound, words, Token));
    }

    [Fact]
    public async Task More_words_than_the_sound_holds_are_not_found()
    {
        var words = Enumerable.Range(0, 500).Select(_ => (IReadOnlyList<string>)["AA B"]).ToList();
        var speaker = new MetronomeSpeaker(300);

        Assert.Null(await new ScriptWalk(speaker.AlignAsync).AlignAsync(speaker.Sound, words, Token));
    }

    /// <summary>Says one word at the beginning of each second; each sample's value is its own number.</summary>
    private sealed class MetronomeSpeaker(int seconds)
    {
        public ReadOnlyMemory<float> Sound { get; } = Enumerable.Range(0, seconds * SampleRate).Select(sample => (float)sample).ToArray();

        public int BadFrom { get; init; } = int.MaxValue;

        public int Windows { get; private set; }

        public int LongestWindow { get; private set; }

        public Task<IReadOnlyList<AlignedPhone>> AlignAsync(
            ReadOnlyMemory<float> samples, IReadOnlyList<IReadOnlyList<string>> words, bool mayEndEarly, CancellationToken cancellation)
        {
            Windows++;
            LongestWindow = Math.Max(LongestWindow, samples.Length);
            var first = (int)samples.Span[0];
            var phones = new List<AlignedPhone>();
            for (var second = (first + SampleRate - 1) / SampleRate; second * SampleRate < first + samples.Length && phones.Count < 2 * words.Count; second++)
            {
                var frame = ((second * SampleRate) - first) / PocketSphinxDecoder.SamplesPerFrame;
                var score = second >= BadFrom ? -1000f : -10;
                phones.Add(new("AA", frame, frame + 10, score));
                phones.Add(new("B", frame + 10, frame + 20, score));
            }

            return Task.FromResult<IReadOnlyList<AlignedPhone>>(phones.Count < 2 * words.Count && !mayEndEarly ? [] : phones);
        }
    }
}

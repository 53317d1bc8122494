using LinlyTalker.Bench.Sherpa;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Voice.Sherpa;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>A real voice through the library's own espeak-ng, heard by a real recogniser.</summary>
public sealed class PiperThroughSherpaTests : IDisposable
{
    private const int Patience = 300_000;
    private const string EspeakData = "/usr/lib/x86_64-linux-gnu/espeak-ng-data";

    private static readonly string[] Sentences =
    [
        "Please enter your password, and then press the pound key.",
        "The train to the city leaves at seven, and it takes about an hour.",
        "Thank you for waiting; I will answer your question as soon as I have found the right page.",
    ];

    private readonly SherpaFolders folders = new();
    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("linly-piper-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folders.Dispose();
        cache.Delete(recursive: true);
    }

    [Fact(Timeout = Patience)]
    public async Task A_copy_with_the_metadata_appended_speaks_and_is_understood()
    {
        if (!Directory.Exists(EspeakData))
        {
            Assert.Skip("espeak-ng's data are not here: sudo apt-get install espeak-ng-data");
        }

        var copy = PiperCopy.Make(SherpaFolders.Real("piper-en-us-joe-medium"), Path.Combine(cache.FullName, "joe"));
        await using var engine = new SherpaEngine(() => [copy], new() { Steady = true });
        await using var recogniser = SherpaRecogniser.Open(folders.Whisper());
        var voice = Assert.Single(await engine.VoicesAsync(Token));
        Assert.Equal("en-US", voice.Language);

        var (right, all) = (0, 0);
        foreach (var sentence in Sentences)
        {
            var spoken = await engine.SayAsync(sentence, voice, 1, Token);
            Assert.Equal(22050, spoken.SampleRate);
            Assert.True(spoken.Samples.Max(Math.Abs) <= 1);
            var heard = await recogniser.RecogniseAsync(Resampler.Resample(spoken.Samples, spoken.SampleRate, 16000), new RecognitionRequest(), Token);
            right += Plain(sentence).Intersect(Plain(heard.Text)).Count();
            all += Plain(sentence).Distinct().Count();
        }

        // The small recogniser takes a word for another here and there.
        Assert.True(right >= 0.85 * all, $"{right} of {all} words were heard.");

        var said = await engine.SayAsync(Sentences[0], voice, 1, Token);
        Assert.InRange(LoudnessMeter.Measure(said.Samples, said.SampleRate), -19.5, -16.5);
        var again = await engine.SayAsync(Sentences[0], voice, 1, Token);
        Assert.Equal(said.Samples.Length, again.Samples.Length);
        var faster = await engine.SayAsync(Sentences[0], voice, 1.6f, Token);
        Assert.InRange(faster.Samples.Length, said.Samples.Length * 0.5, said.Samples.Length * 0.8);
    }

    private static string[] Plain(string text) => [.. text.ToLowerInvariant().Split(' ').Select(word => word.Trim('.', ',', ';'))];
}

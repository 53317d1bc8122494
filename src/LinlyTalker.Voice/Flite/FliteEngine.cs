using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Normalisation.English;
using LinlyTalker.Native.Flite;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Flite;

/// <summary>
/// English by flite's statistical voices, in this process: its licence allows it, and it is given nothing but plain
/// words, which is all that it can be trusted with.
/// </summary>
public sealed class FliteEngine : ISpeechEngine
{
    private const string Name = "flite";

    private static readonly EnglishNormaliser Normaliser = new();

    private static readonly VoiceInfo[] Known =
    [
        Describe("slt", VoiceGender.Female, FliteGains.Slt),
        Describe("rms", VoiceGender.Male, FliteGains.Rms),
    ];

    private readonly Lazy<IReadOnlyList<VoiceInfo>> voices = new(() => [.. Known.Where(IsInstalled)]);

    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        Task.FromResult(voices.Value);

    public Task<SaidSentence> SayAsync(
        string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        // Synthesis blocks and cannot be stopped; a sentence takes some tens of milliseconds.
        var said = Task.Factory.StartNew(
            () => Say(text, voice, rate, cancellation),
            cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return said.WaitAsync(cancellation);
    }

    private static SaidSentence Say(string text, VoiceInfo voice, float rate, CancellationToken cancellation)
    {
        var words = Normaliser.Normalise(text);
        if (words.Count == 0)
        {
            return SaidSentence.Nothing;
        }

        var native = FliteVoice.Load(NativeName(voice));
        var parts = new List<SaidSentence>();
        foreach (var part in words.Chunk(FliteVoice.MaxWords))
        {
            cancellation.ThrowIfCancellationRequested();
            var speech = native.Say([.. part.Select(w => new FliteWord(w.Text, w.Mark))], 1 / rate);
            parts.Add(FliteTimes.Read(speech, part));
        }

        return parts.Count == 1 ? parts[0] : Join(parts);
    }

    private static SaidSentence Join(List<SaidSentence> parts)
    {
        var starts = new long[parts.Count];
        for (var i = 1; i < parts.Count; i++)
        {
            starts[i] = starts[i - 1] + parts[i - 1].Samples.Length;
        }

        return new(
            [.. parts.SelectMany(p => p.Samples)],
            parts[0].SampleRate,
            [.. parts.SelectMany((p, i) => p.Phonemes.Select(s => s with { Span = s.Span.Shift(starts[i]) }))],
            [.. parts.SelectMany((p, i) => p.Words.Select(w => w with { Span = w.Span.Shift(starts[i]) }))]);
    }

    private static bool IsInstalled(VoiceInfo voice)
    {
        try
        {
            FliteVoice.Load(NativeName(voice));
            return true;
        }
        catch (NativeLibraryMissingException)
        {
            return false;
        }
    }

    private static string NativeName(VoiceInfo voice) => "cmu_us_" + voice.Name;

    private static VoiceInfo Describe(string name, VoiceGender gender, double gain) => new()
    {
        Name = name,
        Language = "en-US",
        Engine = Name,
        Gender = gender,
        GainDecibels = gain,
        Licence = "BSD-like (flite)",
        Credit = $"Voice cmu_us_{name} of flite, Carnegie Mellon University, from the CMU ARCTIC recordings",
    };
}

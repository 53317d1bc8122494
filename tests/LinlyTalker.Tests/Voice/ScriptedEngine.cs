using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Tests.Voice;

/// <summary>Says each word of a text as a tone of 0.1 s, between silences of 0.1 s.</summary>
internal sealed class ScriptedEngine(string language, int sampleRate, params VoiceInfo[] voices) : ISpeechEngine
{
    public List<string> Said { get; } = [];

    public float Level { get; init; } = 0.1f;

    /// <summary>Fails every sentence with these words.</summary>
    public string? Broken { get; set; }

    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<VoiceInfo>>(
            voices.Length > 0 ? voices : [new() { Name = language + "-voice", Language = language, Engine = "scripted" }]);

    public Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Broken is not null)
        {
            throw new NativeException(Broken);
        }

        Said.Add($"{voice.Name}: {text}");
        var tenth = (int)(sampleRate / 10 / rate);
        var phonemes = new List<PhonemeSpan> { new("", new SampleSpan(0, tenth)) };
        var words = new List<WordSpan>();
        var at = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var span = new SampleSpan(tenth * (words.Count + 1), tenth * (words.Count + 2));
            var start = text.IndexOf(word, at, StringComparison.Ordinal);
            phonemes.Add(new("a", span));
            words.Add(new(new(start, word.Length), span));
            at = start + word.Length;
        }

        if (words.Count == 0)
        {
            return Task.FromResult(SaidSentence.Nothing);
        }

        var end = tenth * (words.Count + 2);
        phonemes.Add(new("", new SampleSpan(end - tenth, end)));
        var samples = new float[end];
        for (var i = tenth; i < end - tenth; i++)
        {
            samples[i] = Level * MathF.Sin(2 * MathF.PI * 440 * i / sampleRate);
        }

        return Task.FromResult(new SaidSentence(samples, sampleRate, phonemes, words));
    }
}

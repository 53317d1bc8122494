using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Voice.Engines;

namespace LinlyTalker.Voice.Aligned;

/// <summary>
/// Gives an engine's speech the times that the engine does not tell: found in the sound by an aligner where one knows the
/// language, else estimated from the text and the sound's energy. What has times passes as it is.
/// </summary>
/// <param name="aligners">The first that knows a sentence's language is asked.</param>
/// <param name="sounds">What a text should sound like, for the estimate.</param>
/// <param name="told">Told once in a sentence when times have to be estimated, and why.</param>
public sealed class TimedVoice(
    ISpeechEngine engine, IReadOnlyList<IAligner> aligners, TextSounds? sounds = null, Action<string>? told = null) : ISpeechEngine
{
    private readonly TextSounds sounds = sounds ?? new TextSounds();
    private int hasTold;

    public bool RunsHere => engine.RunsHere;

    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) => engine.VoicesAsync(cancellation);

    public Task<VoiceInfo?> FindAsync(string name, CancellationToken cancellation = default) => engine.FindAsync(name, cancellation);

    public async Task<SaidSentence> SayAsync(string text, VoiceInfo voice, float rate, CancellationToken cancellation = default)
    {
        var said = await engine.SayAsync(text, voice, rate, cancellation).ConfigureAwait(false);
        if (said.Samples.Length == 0 || said.Phonemes.Any(phoneme => phoneme.Ipa.Length > 0))
        {
            return said;
        }

        var times = await AlignAsync(said, text, voice, cancellation).ConfigureAwait(false)
            ?? await Task.Run(() => Estimate(said, text), cancellation).ConfigureAwait(false);
        return said with { Phonemes = times.Phonemes, Words = said.Words.Count > 0 ? said.Words : times.Words };
    }

    private async Task<Alignment?> AlignAsync(SaidSentence said, string text, VoiceInfo voice, CancellationToken cancellation)
    {
        var language = LanguageOf(text, voice);
        var aligner = aligners.FirstOrDefault(aligner => aligner.Aligns(language));
        if (aligner is null)
        {
            Tell(voice, $"no aligner here knows the language '{language}'");
            return null;
        }

        try
        {
            var found = await aligner.AlignAsync(new AudioChunk(said.Samples, said.SampleRate, 0), text, language, cancellation).ConfigureAwait(false);
            if (found is null)
            {
                Tell(voice, "a sentence's words were not found in its sound");
            }

            return found;
        }
        catch (LinlyException fault)
        {
            Tell(voice, fault.Message.TrimEnd('.'));
            return null;
        }
    }

    private Alignment Estimate(SaidSentence said, string text) =>
        SpreadTimes.Over(sounds.Of(text), SoundStretches.Find(said.Samples, said.SampleRate), said.Samples.Length);

    /// <summary>A voice of Chinese also says English words; which of both a sentence is, its script tells.</summary>
    private static string LanguageOf(string text, VoiceInfo voice) =>
        text.Any(Han.Is) ? voice.Language.StartsWith("ja", StringComparison.OrdinalIgnoreCase) ? voice.Language : "zh"
        : voice.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) && text.Any(char.IsAsciiLetter) ? "en"
        : voice.Language;

    private void Tell(VoiceInfo voice, string why)
    {
        if (Interlocked.Exchange(ref hasTold, 1) == 0)
        {
            told?.Invoke($"The voice {voice.Name} tells no times, and the lips follow estimated ones: {why}.");
        }
    }
}

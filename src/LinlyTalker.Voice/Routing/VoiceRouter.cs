using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Scripts;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Streaming;

namespace LinlyTalker.Voice.Routing;

/// <summary>
/// The voice of the program: each sentence goes to the engine that speaks its language, and what the engines say
/// becomes one stream, at one level and in the sample rate of its first sentence.
/// </summary>
/// <param name="engines">Best first.</param>
public sealed class VoiceRouter(IReadOnlyList<ISpeechEngine> engines) : IVoice
{
    private const float SlowestRate = 0.5f;
    private const float FastestRate = 2;

    /// <summary>No engine gets more at once, so that memory stays bounded and cancelling is prompt.</summary>
    private const int LongestPart = 400;

    private readonly VoiceChoice choice = new(engines);

    /// <summary>What can be asked for here.</summary>
    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        choice.VoicesAsync(cancellation);

    /// <exception cref="InputException">
    /// There is no voice of that name or of a sentence's language, or the rate is not within 0.5 to 2.
    /// </exception>
    public async IAsyncEnumerable<SpeechChunk> SpeakAsync(
        IAsyncEnumerable<Sentence> sentences,
        SpeakOptions options,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (options.Rate is not (>= SlowestRate and <= FastestRate))
        {
            throw new InputException($"The rate {options.Rate} is not within {SlowestRate} to {FastestRate}; 1 is the voice's own.");
        }

        var cutter = new ChunkCutter();
        int? sampleRate = null;
        await foreach (var sentence in sentences.WithCancellation(cancellation).ConfigureAwait(false))
        {
            var parts = Parts(sentence.Spoken).ToList();
            for (var i = 0; i < parts.Count; i++)
            {
                var text = parts[i].Of(sentence.Spoken);
                var (engine, voice) = await choice.OfAsync(
                    options.Voice, ScriptLanguage.Of(text, sentence.Language), cancellation).ConfigureAwait(false);
                var said = await engine.SayAsync(text, voice, options.Rate, cancellation).ConfigureAwait(false);
                if (said.Samples.Length == 0)
                {
                    continue;
                }

                sampleRate ??= said.SampleRate;
                var finished = SentenceFinish.Finish(
                    said, voice.GainDecibels, sampleRate.Value, Pauses.Behind(text, options.Rate));
                foreach (var chunk in cutter.Cut(sentence, parts[i], finished, isLast: i == parts.Count - 1))
                {
                    cancellation.ThrowIfCancellationRequested();
                    yield return chunk;
                }
            }
        }
    }

    /// <summary>The stretches of a text that hold words, each short enough for an engine; one for any usual sentence.</summary>
    private static IEnumerable<TextRange> Parts(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(text.Length, start + LongestPart);
            if (end < text.Length)
            {
                var space = text.LastIndexOf(' ', end - 1, LongestPart / 2);
                end = space >= 0 ? space + 1 : char.IsLowSurrogate(text[end]) ? end - 1 : end;
            }

            if (SpeakableText.HasWords(text[start..end]))
            {
                yield return new(start, end - start);
            }

            start = end;
        }
    }
}

using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Fallback;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Scripts;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Streaming;

namespace LinlyTalker.Voice.Routing;

/// <summary>
/// The voice of the program: each sentence goes to the engine that speaks its language (a word in another script to
/// that script's), and what the engines say becomes one stream, at one level and in the rate of its first sentence.
/// When an engine fails the next says the sentence, and goes on until the better one has rested.
/// </summary>
/// <param name="engines">Best first.</param>
/// <param name="fellBack">Told which voice failed, why, and which speaks instead.</param>
public sealed class VoiceRouter(
    IReadOnlyList<ISpeechEngine> engines, Action<FallenBack>? fellBack = null, TimeProvider? time = null) : IVoice
{
    private const float SlowestRate = 0.5f;
    private const float FastestRate = 2;

    /// <summary>No engine gets more at once, so that memory stays bounded and cancelling is prompt.</summary>
    private const int LongestPart = 400;

    private readonly VoiceChoice choice = new(engines, time);
    private readonly SynthesisTurns turns = new(Environment.ProcessorCount, time ?? TimeProvider.System);

    /// <summary>What can be asked for here.</summary>
    public Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellation = default) =>
        choice.VoicesAsync(cancellation);

    /// <exception cref="InputException">There is no voice of that name.</exception>
    public Task CheckAsync(string name, CancellationToken cancellation = default) => choice.CheckAsync(name, cancellation);

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
        var need = new SoundNeed(time ?? TimeProvider.System);
        int? sampleRate = null;
        await foreach (var sentence in sentences.WithCancellation(cancellation).ConfigureAwait(false))
        {
            // The end of a part is held back: it ends the sentence unless a further part has sound.
            SpeechChunk? held = null;
            foreach (var (part, language) in Parts(sentence))
            {
                var text = part.Of(sentence.Spoken);
                var (said, gain) = await StartAsync(text, language, options, need, cancellation).ConfigureAwait(false);
                if (said.Length == 0)
                {
                    continue;
                }

                if (held is not null)
                {
                    yield return held;
                    held = null;
                }

                sampleRate ??= said.SampleRate;
                var finished = SentenceFinish.Finish(
                    said, gain, sampleRate.Value, PauseBehind(part, sentence.Spoken, options.Rate));
                var left = finished.Length;
                await foreach (var chunk in cutter.CutAsync(sentence, part, finished, cancellation).ConfigureAwait(false))
                {
                    cancellation.ThrowIfCancellationRequested();
                    need.Given(chunk.Audio.Samples.Length, sampleRate.Value);
                    left -= chunk.Audio.Samples.Length;
                    if (left > 0)
                    {
                        yield return chunk;
                    }
                    else
                    {
                        held = chunk;
                    }
                }
            }

            if (held is not null)
            {
                yield return held with { IsLast = true };
            }
        }
    }

    private async Task<(SaidStream Said, double GainDecibels)> StartAsync(
        string text, string language, SpeakOptions options, SoundNeed need, CancellationToken cancellation)
    {
        var failed = "";
        for (LinlyException? failure = null; ;)
        {
            var (engine, voice) = await choice.OfAsync(options.Voice, language, cancellation).ConfigureAwait(false);
            if (failure is not null)
            {
                if (choice.IsResting(engine))
                {
                    throw failure;
                }

                fellBack?.Invoke(new($"{failed} failed, and {voice.Name} speaks instead.", failure));
            }

            try
            {
                using var turn = engine.RunsHere ? await turns.EnterAsync(need, cancellation).ConfigureAwait(false) : null;
                return engine is IStreamingSpeechEngine streaming
                    ? (await StartAsync(streaming, text, voice, options.Rate, need, cancellation).ConfigureAwait(false), voice.GainDecibels)
                    : (SaidStream.Of(await engine.SayAsync(text, voice, options.Rate, cancellation).ConfigureAwait(false)), voice.GainDecibels);
            }
            catch (LinlyException e) when (e is not InputException)
            {
                choice.Rest(engine);
                (failure, failed) = (e, voice.Name);
            }
        }
    }

    private async Task<SaidStream> StartAsync(
        IStreamingSpeechEngine engine, string text, VoiceInfo voice, float rate, SoundNeed need, CancellationToken cancellation)
    {
        var said = await engine.StartAsync(text, voice, rate, cancellation).ConfigureAwait(false);
        return said with { Samples = InTurnAsync(engine, said.Samples, need, cancellation) };
    }

    /// <summary>A sentence that breaks off cannot be mended; the next one goes to another engine.</summary>
    private async IAsyncEnumerable<ReadOnlyMemory<float>> InTurnAsync(
        ISpeechEngine engine,
        IAsyncEnumerable<ReadOnlyMemory<float>> samples,
        SoundNeed need,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var pieces = samples.GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                using var turn = engine.RunsHere ? await turns.EnterAsync(need, cancellation).ConfigureAwait(false) : null;
                if (!await pieces.MoveNextAsync().ConfigureAwait(false))
                {
                    break;
                }
            }
            catch (LinlyException)
            {
                choice.Rest(engine);
                throw;
            }

            yield return pieces.Current;
        }
    }

    private static TimeSpan PauseBehind(TextRange part, string text, float rate) =>
        part.End < text.Length && char.IsLetterOrDigit(text[..part.End].TrimEnd()[^1])
            ? Pauses.Within
            : Pauses.Behind(part.Of(text), rate);

    /// <summary>
    /// The stretches of a sentence that hold words, each of one language and short enough for an engine; one for any
    /// usual sentence.
    /// </summary>
    private static IEnumerable<(TextRange Range, string Language)> Parts(Sentence sentence) =>
        from run in ScriptLanguage.Runs(sentence.Spoken, sentence.Language)
        from part in Short(sentence.Spoken, run.Range)
        where SpeakableText.HasWords(part.Of(sentence.Spoken))
        select (part, run.Language);

    private static IEnumerable<TextRange> Short(string text, TextRange run)
    {
        for (var start = run.Start; start < run.End;)
        {
            var end = Math.Min(run.End, start + LongestPart);
            if (end < run.End)
            {
                var space = text.LastIndexOf(' ', end - 1, LongestPart / 2);
                end = space >= 0 ? space + 1 : char.IsLowSurrogate(text[end]) ? end - 1 : end;
            }

            yield return new(start, end - start);
            start = end;
        }
    }
}

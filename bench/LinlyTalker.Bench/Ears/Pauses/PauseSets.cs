using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears;
using LinlyTalker.Ears.Alignment;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Ears.Pauses;

/// <summary>
/// The pauses that a policy is fitted to and tried on. Recordings and texts are put in an order by a seed (5) and dealt into two
/// halves, so both halves have whole recordings.
/// </summary>
internal sealed class PauseSets(ModelStore store, InferenceSession net, ITurnDetector detector, ISpeechRecogniser recogniser)
{
    /// <summary>What the product hears of a pause when it asks: 0.1 s for the detector, three windows for the recogniser.</summary>
    private const int JudgedTail = 1600;
    private const int HeardTail = 1536;
    private const double Searching = 1; // seconds

    private readonly List<JudgedPause> pauses = [];

    public IReadOnlyList<JudgedPause> Pauses => pauses;

    public int Recordings { get; private set; }

    /// <summary>All recorded prompts and the LibriVox sentences; of the prompts that are sentences the ends and a cut too.</summary>
    /// <param name="mostEnds">So many recordings without a pause of their own are heard.</param>
    public async Task AddRecordingsAsync(int mostEnds)
    {
        await using var aligner = new PocketSphinxAligner(EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing);
        var recordings = Texts().ToArray();
        new Random(5).Shuffle(recordings);
        for (var i = 0; i < recordings.Length; i++)
        {
            var (name, text, path) = recordings[i];
            var heldOut = i % 2 == 1;
            var sound = (await AudioFile.ReadAsync(path, Pausing.SampleRate)).Samples.ToArray();
            var spans = Pausing.Of(net, sound);
            var isSentence = text.Split(' ').Length >= 4 && ".?!".Contains(text[^1], StringComparison.Ordinal) && !text.Contains("...", StringComparison.Ordinal);
            Recordings++;
            if (spans.Count == 0 || (spans.Count == 1 && (mostEnds <= 0 || !isSentence)))
            {
                continue;
            }

            var aligned = await aligner.AlignAsync(new AudioChunk(sound, Pausing.SampleRate, 0), text, "en");
            foreach (var span in spans.Where(s => s.Silence is not null))
            {
                // Where the words cannot be placed the pause counts as the worse kind.
                var between = aligned is not null && Pausing.EndsSentence(aligned.Words, text, span.End);
                await AddAsync(between ? PauseKind.Between : PauseKind.Within, name, heldOut, sound, span);
            }

            if (isSentence)
            {
                mostEnds--;
                await AddAsync(PauseKind.End, name, heldOut, sound, spans[^1]);
                await AddCutAsync(name, text, heldOut, sound, aligned?.Words);
            }
        }
    }

    /// <summary>Sentences with commas, and questions, as a Piper voice reads them.</summary>
    public async Task AddReadAsync(IReadOnlyList<string> sentences, IReadOnlyList<string> questions)
    {
        await using var espeak = new EspeakEngine();
        using var engine = await PiperVoices.OpenAsync(espeak);
        var voice = (await engine.VoicesAsync())[0].Name;
        var router = new VoiceRouter([engine]);
        for (var i = 0; i < sentences.Count; i++)
        {
            var (sound, _) = await ReadAsync(router, voice, sentences[i]);
            foreach (var span in Pausing.Of(net, sound).Where(s => s.Silence is not null))
            {
                await AddAsync(PauseKind.Read, sentences[i], i % 2 == 1, sound, span);
            }
        }

        for (var i = 0; i < questions.Count; i++)
        {
            var (sound, words) = await ReadAsync(router, voice, questions[i]);
            if (Pausing.Of(net, sound) is { Count: > 0 } spans)
            {
                foreach (var span in spans.Where(s => s.Silence is not null))
                {
                    await AddAsync(PauseKind.Read, questions[i], i % 2 == 1, sound, span);
                }

                await AddAsync(PauseKind.EndOfQuestion, questions[i], i % 2 == 1, sound, spans[^1]);
                await AddCutAsync(questions[i], questions[i], i % 2 == 1, sound, words);
            }
        }
    }

    private static async Task<(float[] Sound, IReadOnlyList<WordSpan> Words)> ReadAsync(VoiceRouter router, string voice, string text)
    {
        var sentence = new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" };
        var (samples, words, rate) = (new List<float>(), new List<WordSpan>(), 0);
        await foreach (var chunk in router.SpeakAsync(new[] { sentence }.ToAsyncEnumerable(), new SpeakOptions { Voice = voice }))
        {
            samples.AddRange(chunk.Audio.Samples.Span);
            words.AddRange(chunk.Words);
            rate = chunk.Audio.SampleRate;
        }

        var sound = Resampler.Resample([.. samples], rate, Pausing.SampleRate);
        return (sound, [.. words.Select(w => w with { Span = new(At(w.Span.Start), At(w.Span.End)) })]);

        long At(long position) => position * Pausing.SampleRate / rate;
    }

    private async Task AddCutAsync(string name, string text, bool heldOut, float[] sound, IReadOnlyList<WordSpan>? words)
    {
        if (words is not null && Pausing.Cut(words, name, text, sound) is { } half && Pausing.Of(net, half) is { Count: > 0 } spans)
        {
            await AddAsync(PauseKind.Hesitation, name, heldOut, half, spans[^1] with { Silence = (int)(Searching * Pausing.SampleRate) });
        }
    }

    private async Task AddAsync(PauseKind kind, string name, bool heldOut, float[] sound, PauseSpan span)
    {
        var probability = await detector.CompletionAsync(Pausing.Stretch(sound, span.Start, span.End + JudgedTail));
        var heard = await recogniser.RecogniseAsync(Pausing.Stretch(sound, span.Start, span.End + HeardTail), new RecognitionRequest());
        var silence = span.Silence is { } samples ? (double)samples / Pausing.SampleRate : double.PositiveInfinity;
        pauses.Add(new(kind, name, heldOut, silence, probability, heard.Text));
    }

    private IEnumerable<(string Name, string Text, string Path)> Texts()
    {
        var prompts = store.Open("recordings-en");
        foreach (var line in File.ReadLines(prompts.PathOf("core-sounds-en.txt")))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != ';' && line.Length > colon + 2 && prompts.Has($"{line[..colon]}.g722"))
            {
                yield return (line[..colon], line[(colon + 1)..].Trim(), prompts.PathOf($"{line[..colon]}.g722"));
            }
        }

        var chapter = store.Open("recordings-librivox");
        foreach (var line in File.ReadLines(chapter.PathOf("transcription")))
        {
            var name = line[(line.LastIndexOf('(') + 1)..].TrimEnd(')', ' ');
            yield return (name, line[..line.LastIndexOf('(')].Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal).Trim() + ".", chapter.PathOf(name + ".wav"));
        }
    }
}

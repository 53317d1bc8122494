using System.Text.Json;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Samples;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Models.Sherpa;
using LinlyTalker.Native.Sherpa;

namespace LinlyTalker.Ears.Sherpa;

/// <summary>
/// The recognisers of sherpa-onnx, in the worker: SenseVoice, Paraformer, Zipformer, Moonshine, FireRed, Whisper, and
/// the streaming ones, given their sound whole.
/// </summary>
public sealed class SherpaRecogniser : ISpeechRecogniser
{
    private const int SampleRate = 16000;

    /// <summary>Attention over more costs dearly.</summary>
    private const int LongestStretch = 25 * SampleRate;

    /// <summary>
    /// Whisper takes 30 s with its padding, and without its timestamps stops at a pause that it takes for the end: of
    /// 60 recorded prompts 8.6 % of the words were wrong in stretches of 20 s, 5.9 % in these, 6.4 % in 10 s.
    /// </summary>
    private const int LongestOfWhisper = 14 * SampleRate;

    /// <summary>Less than this holds no word, and some networks fail on it.</summary>
    private const int ShortestStretch = SampleRate / 10;

    private readonly SherpaWorker worker;
    private readonly SherpaTask task;
    private readonly IReadOnlySet<string> languages;

    private SherpaRecogniser(SherpaWorker worker, SherpaTask task, IReadOnlySet<string> languages) =>
        (this.worker, this.task, this.languages) = (worker, task, languages);

    /// <summary>What a <see cref="ModelFolder"/> must be for <see cref="Open"/>; Whisper may be opened by two engines.</summary>
    public static bool Opens(ModelFolder folder) => SherpaFolder.Opens(folder, SherpaTask.Recognise, SherpaTask.Follow);

    /// <summary>Id of the worker's process, while one lives.</summary>
    public int? ProcessId => worker.ProcessId;

    /// <summary>Checks the model's files; it is loaded by the first use.</summary>
    /// <exception cref="ModelMissingException">A file is missing.</exception>
    /// <exception cref="ModelFormatException">A file is broken, or the model is no recogniser of the worker's.</exception>
    public static SherpaRecogniser Open(ModelFolder folder, SherpaRecogniserOptions? options = null)
    {
        options ??= new SherpaRecogniserOptions();
        var task = SherpaFolder.Opens(folder, SherpaTask.Follow) ? SherpaTask.Follow : SherpaTask.Recognise;
        var model = SherpaFolder.Of(folder, task) with
        {
            Threads = options.Threads,
            Language = options.Language.Split('-')[0],
            WordTimes = HasAlignment(folder),
        };
        SherpaCheck.Check(model, folder.Name);
        return new SherpaRecogniser(new SherpaWorker(model, folder.Name, options.Worker), task, ModelLanguages.Of(model));
    }

    public bool Hears(string language) => language.Length == 0 || languages.Contains(language.Split('-')[0].ToLowerInvariant());

    /// <summary>Loads the model, so that the first utterance does not wait for it.</summary>
    /// <exception cref="LinlyException">The model is missing or bad.</exception>
    public Task PrepareAsync(CancellationToken cancellation = default) => worker.PrepareAsync(cancellation);

    public async Task<Transcript> RecogniseAsync(
        ReadOnlyMemory<float> samples, RecognitionRequest request, CancellationToken cancellation = default)
    {
        var language = request.Language.Split('-')[0].ToLowerInvariant();
        var whole = Transcript.Nothing(request.Language);
        var longest = worker.Model.Family == "whisper" ? LongestOfWhisper : LongestStretch;
        foreach (var range in SilenceCutter.Cut(samples, longest * 2 / 3, longest))
        {
            var (start, length) = range.GetOffsetAndLength(samples.Length);
            if (length >= ShortestStretch)
            {
                var heard = await HearAsync(samples[range], language, cancellation).ConfigureAwait(false);
                whole = Joined(whole, Transcribe(heard, start, length, language));
            }
        }

        return whole;
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private async Task<SherpaHeard> HearAsync(ReadOnlyMemory<float> samples, string language, CancellationToken cancellation)
    {
        var method = task == SherpaTask.Follow ? SherpaMethods.Follow : SherpaMethods.Recognise;

        // Whisper alone can be told for each stretch what is spoken.
        var model = worker.Model.Family == "whisper" && language.Length > 0 && languages.Count > 1
            ? worker.Model with { Language = language } : worker.Model;
        var argument = JsonSerializer.SerializeToUtf8Bytes(model, SherpaJson.Default.SherpaModel);
        var answer = await worker.AskAsync(method, argument, samples, cancellation).ConfigureAwait(false);
        return answer.Count == 0
            ? throw new NativeException($"The model {worker.Name} gave no answer for a stretch of sound.")
            : JsonSerializer.Deserialize(answer[^1].Span, SherpaJson.Default.SherpaHeard)!;
    }

    private Transcript Transcribe(SherpaHeard heard, int start, int length, string language)
    {
        heard = heard with { Text = heard.Text.Trim() };
        var told = SenseVoiceTags.Language(heard.Language);
        var words = TokenWords.Of(heard, length, SampleRate);
        return new Transcript
        {
            Text = heard.Text,
            Language = told.Length > 0 ? told : language.Length > 0 ? language : languages.FirstOrDefault("en"),
            Words = [.. words.Select(word => word with { Span = word.Span.Shift(start) })],
            Confidence = words.Count == 0 ? 0 : words.Average(word => word.Confidence),
            Emotion = SenseVoiceTags.Emotion(heard.Emotion),
            Event = SenseVoiceTags.Event(heard.Event),
        };
    }

    /// <summary>Two stretches as one; what is said of the whole is said of the one with more words.</summary>
    private static Transcript Joined(Transcript first, Transcript second)
    {
        if (first.Text.Length == 0)
        {
            return second with { Event = second.Event ?? first.Event };
        }

        var most = second.Words.Count > first.Words.Count ? second : first;
        var joint = first.Text[^1] >= 0x3000 || second.Text is [>= '\u3000', ..] or "" ? "" : " ";
        return most with
        {
            Text = first.Text + joint + second.Text,
            Words = [.. first.Words, .. second.Words],
            Confidence = Math.Min(first.Confidence, second.Words.Count > 0 ? second.Confidence : 1),
            Event = first.Event ?? second.Event,
        };
    }

    /// <summary>Whisper's decoder, if it was exported with the alignment heads' cross-attention.</summary>
    private static bool HasAlignment(ModelFolder folder) =>
        folder.Description.Family == "whisper" && OnnxHead.Read(folder.RolePath("decoder")).Outputs.Count > 3;
}

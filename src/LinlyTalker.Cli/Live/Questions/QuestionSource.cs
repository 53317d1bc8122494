using System.Runtime.InteropServices;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Client;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Signal;
using LinlyTalker.Ears.VoiceActivity;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Live.Questions;

/// <summary>
/// What the scripted users say: questions about the product in a voice of its own, and between them recorded sentences
/// of a person that hold pauses; or a folder of recordings.
/// </summary>
internal static class QuestionSource
{
    public const string Recordings = "recordings-en";
    private const string Asker = "rms";

    /// <summary>Bounds the recordings that are looked through.</summary>
    private const int MostRecordings = 24;

    private static readonly string[] Asked =
    [
        "What is Linly Talker?", "Can it run without the internet?", "What can you help me with?", "Do I need a graphics card?",
        "How can I add my own documents?", "Which languages can you speak?", "How do I use my own photo?", "Is my data sent anywhere?",
    ];

    public static IReadOnlyList<LiveQuestion> Typed { get; } = [.. Asked.Select(text => new LiveQuestion(text, [], default, []))];

    /// <param name="place">A folder of recordings, or <c>recordings-en</c>; null: questions and recordings in turn.</param>
    /// <exception cref="InputException">There is nothing that speaks.</exception>
    public static async Task<IReadOnlyList<LiveQuestion>> ReadAsync(string? place, ModelStore store, CancellationToken cancellation)
    {
        using var net = InferenceSession.Open(store.Open("silero-vad").OnlyFile(".onnx"));
        LiveQuestion Outline(string name, float[] sound) => SpeechOutline.Outline(name, sound, () => new SileroDetector(net));
        if (place is not null and not Recordings)
        {
            var files = Directory.Exists(place) ? Directory.EnumerateFiles(place).Where(IsSound).Order(StringComparer.Ordinal).ToList()
                : throw new InputException($"There is no folder {place}; --questions wants a folder of recordings, or {Recordings}.");
            return files.Count == 0 ? throw new InputException($"There is no recording in {place} (.wav, .flac, .mp3, .ogg, .m4a).")
                : await ReadFilesAsync(files, Outline, cancellation);
        }

        var recorded = store.Has(Recordings) ? await RecordedAsync(store, Outline, cancellation)
            : place is null ? [] : throw new InputException($"The model {Recordings} is not here: linly models pull {Recordings}");
        return place is null ? [.. Alternate(await SpokenAsync(store, Outline, cancellation), recorded)] : recorded;
    }

    private static async Task<List<LiveQuestion>> ReadFilesAsync(
        IEnumerable<string> files, Func<string, float[], LiveQuestion> outline, CancellationToken cancellation)
    {
        var questions = new List<LiveQuestion>();
        foreach (var file in files)
        {
            var audio = await AudioFile.ReadAsync(file, RealtimeClient.SampleRate, cancellation);
            questions.Add(outline(Path.GetFileNameWithoutExtension(file), audio.Samples.ToArray()));
        }

        return questions;
    }

    /// <summary>Single sentences with a pause in them, so that every pause is one that nobody may cut in at.</summary>
    private static async Task<List<LiveQuestion>> RecordedAsync(
        ModelStore store, Func<string, float[], LiveQuestion> outline, CancellationToken cancellation)
    {
        var recordings = store.Open(Recordings);
        var files = File.ReadLines(recordings.PathOf("core-sounds-en.txt"))
            .Where(line => line.Length > 0 && line[0] != ';' && line.Contains(':', StringComparison.Ordinal))
            .Select(line => line.Split(':', 2))
            .Where(t => t[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= 9
                && t[1].Trim().IndexOfAny(['.', '?', '!', '[']) == t[1].Trim().Length - 1 && recordings.Has($"{t[0]}.g722"))
            .Select(t => recordings.PathOf($"{t[0]}.g722"))
            .ToArray();
        new Random(5).Shuffle(files);
        var read = await ReadFilesAsync(files.Take(MostRecordings), outline, cancellation);
        return [.. read.Where(q => q.Pauses.Count > 0 && q.Speech.Length < 10 * RealtimeClient.SampleRate)];
    }

    private static async Task<List<LiveQuestion>> SpokenAsync(
        ModelStore store, Func<string, float[], LiveQuestion> outline, CancellationToken cancellation)
    {
        await using var speech = new SpeechEngines(store, neural: []);
        var questions = new List<LiveQuestion>();
        foreach (var text in Asked)
        {
            var pieces = new[] { new ReplyPiece { Text = text, Language = "en" } }.ToAsyncEnumerable();
            var samples = new List<float>();
            var rate = RealtimeClient.SampleRate;
            await foreach (var chunk in speech.Voice.SpeakAsync(
                new SentenceCutter().CutAsync(pieces, cancellation), new SpeakOptions { Voice = Asker }, cancellation))
            {
                samples.AddRange(chunk.Audio.Samples.Span);
                rate = chunk.Audio.SampleRate;
            }

            questions.Add(outline(text, Resampler.Resample(CollectionsMarshal.AsSpan(samples), rate, RealtimeClient.SampleRate)));
        }

        return questions;
    }

    private static IEnumerable<LiveQuestion> Alternate(List<LiveQuestion> spoken, List<LiveQuestion> recorded)
    {
        for (var i = 0; i < Math.Max(spoken.Count, recorded.Count); i++)
        {
            yield return spoken[i % spoken.Count];
            if (recorded.Count > 0)
            {
                yield return recorded[i % recorded.Count];
            }
        }
    }

    private static bool IsSound(string file) => Path.GetExtension(file).ToLowerInvariant() is ".wav" or ".flac" or ".mp3" or ".ogg" or ".m4a" or ".g722";
}

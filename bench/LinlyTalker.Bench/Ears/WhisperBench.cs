using System.Diagnostics;
using System.Globalization;
using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears;

/// <summary>
/// Whisper side by side on 120 of the 211 different prompts of at least four words in the model <c>recordings-en</c>
/// (<c>random.seed(5); random.sample(prompts, 120)</c> in Python, in the order of the texts; prompts-120.txt lists them).
/// <c>whisper [PROMPTS] [WAY…] [show]</c>; without ways, all of them. The model is <c>whisper-tiny.en</c> of the store,
/// or of the folder that LINLY_TEST_MODELS names.
/// </summary>
internal static class WhisperBench
{
    private const int SampleRate = 16000;

    private sealed record Way(string Name, Func<ModelFolder, ISpeechRecogniser> Open, DomainText? Domain = null);

    private const string PocketSphinx = "PocketSphinx, general model";

    private sealed record Said(string Name, string Text, float[] Samples);

    /// <summary>Words of the prompts' world, and some of none.</summary>
    private static readonly DomainText Terms = new("terms", [], ["Asterisk", "PBX", "Comedian Mail", "Digium", "voicemail", "IAX", "Lyon", "touchtone"]);

    private static readonly Way[] Ways =
    [
        new("ours, 1 thread", folder => WhisperRecogniser.Open(folder)),
        new("ours, 2 threads", folder => WhisperRecogniser.Open(folder, new WhisperOptions { Threads = 2 })),
        new("ours, terms shown", folder => WhisperRecogniser.Open(folder), Terms),
        new("ours, padded by 5 s", folder => WhisperRecogniser.Open(folder, new WhisperOptions { Padding = TimeSpan.FromSeconds(5) })),
        new("ours, padded by 15 s", folder => WhisperRecogniser.Open(folder, new WhisperOptions { Padding = TimeSpan.FromSeconds(15) })),
        new("ours, padded to 30 s", folder => WhisperRecogniser.Open(folder, new WhisperOptions { Padding = TimeSpan.FromSeconds(30) })),
        new("ours, one attempt", folder => WhisperRecogniser.Open(folder, new WhisperOptions { Temperatures = [0] })),
        new("sherpa-onnx, 1 thread", folder => SherpaRecogniser.Open(folder)),
        new("sherpa-onnx, 2 threads", folder => SherpaRecogniser.Open(folder, new SherpaRecogniserOptions { Threads = 2 })),
        new(PocketSphinx, _ => OpenPocketSphinx(ModelStore.FromEnvironment())),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 120;
        var prompts = await ReadAsync(store.Open("recordings-en"), most);
        using var home = new WhisperFolder();
        var folder = await home.OpenAsync(store);
        Console.WriteLine($"{prompts.Count} prompts, {prompts.Sum(p => HeardText.Words(p.Text).Count)} words, {prompts.Average(p => p.Samples.Length) / SampleRate:F2} s on average");
        Console.WriteLine("| way | word error | sub | del | ins | wall median / P95 ms | CPU ms a prompt | load ms | memory MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var way in Ways.Where(way => !args.Any(arg => Ways.Any(w => w.Name == arg)) || args.Contains(way.Name)))
        {
            await RunAsync(way, folder, prompts, args.Contains("show"));
        }

        return 0;
    }

    private static async Task RunAsync(Way way, ModelFolder folder, IReadOnlyList<Said> prompts, bool show)
    {
        var idle = Environment.WorkingSet;
        var start = Stopwatch.GetTimestamp();
        await using var recogniser = way.Open(folder);
        var request = new RecognitionRequest { Language = "en", Domain = way.Domain ?? DomainText.Empty };
        await recogniser.RecogniseAsync(prompts[0].Samples, request);
        var load = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var errors = default(WordErrors);
        var walls = new List<double>();
        var processes = Watched(recogniser);
        var before = processes.Sum(p => p.TotalProcessorTime.TotalMilliseconds);
        foreach (var prompt in prompts)
        {
            var asked = Stopwatch.GetTimestamp();
            var heard = await recogniser.RecogniseAsync(prompt.Samples, request);
            walls.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            var wrong = WordErrors.Count(HeardText.Words(prompt.Text), HeardText.Words(heard.Text));
            errors += wrong;
            if (show && wrong.Errors > 0)
            {
                Console.WriteLine($"{prompt.Name}: {wrong.Errors}\n  said  {prompt.Text}\n  heard {heard.Text}");
            }
        }

        processes.ForEach(p => p.Refresh());
        var cpu = (processes.Sum(p => p.TotalProcessorTime.TotalMilliseconds) - before) / prompts.Count;
        walls.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {way.Name} | {errors.Rate:P1} | {errors.Substituted} | {errors.Deleted} | {errors.Inserted} | {walls[walls.Count / 2]:F0} / {walls[walls.Count * 95 / 100]:F0} | {cpu:F0} | {load:F0} | {Memory(processes, idle) >> 20} |"));
    }

    private static List<Process> Watched(ISpeechRecogniser recogniser) =>
    [
        Process.GetCurrentProcess(),
        .. (recogniser switch
        {
            SherpaRecogniser { ProcessId: { } id } => [id],
            PocketSphinxRecogniser { ProcessIds: var ids } => ids,
            _ => Array.Empty<int>(),
        }).Select(Process.GetProcessById),
    ];

    /// <summary>The most of the engine's own process, or what our process grew by.</summary>
    private static long Memory(List<Process> processes, long idle) =>
        processes.Count > 1 ? processes.Skip(1).Sum(p => p.PeakWorkingSet64) : Environment.WorkingSet - idle;

    private static PocketSphinxRecogniser OpenPocketSphinx(ModelStore store) =>
        new(EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing, Path.Combine(store.Home.Cache, "ears"));

    private static async Task<IReadOnlyList<Said>> ReadAsync(ModelFolder recordings, int most)
    {
        var names = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Ears", "prompts-120.txt"))).ToHashSet();
        var prompts = new List<Said>();
        foreach (var line in File.ReadLines(recordings.PathOf("core-sounds-en.txt")))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && names.Contains(line[..colon]) && prompts.Count < most)
            {
                var audio = await AudioFile.ReadAsync(recordings.PathOf($"{line[..colon]}.g722"), SampleRate);
                prompts.Add(new Said(line[..colon], line[(colon + 1)..].Trim(), audio.Samples.ToArray()));
            }
        }

        return prompts;
    }
}

using System.Diagnostics;
using LinlyTalker.Bench.Ears;
using LinlyTalker.Bench.Voice;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Sherpa;

namespace LinlyTalker.Bench.Sherpa;

/// <summary>
/// What sherpa-onnx does with the small real models, in the worker: <c>sherpa hear [PROMPTS] [show]</c>, word error and time of
/// its recognisers in the store (or Whisper tiny.en of LINLY_TEST_MODELS) on recorded prompts; <c>sherpa say</c>, speed of
/// a Piper voice through it.
/// </summary>
internal static class SherpaBench
{
    private const int SampleRate = 16000;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["say", ..])
        {
            return await SayAsync();
        }

        await HearAsync(args.Length > 1 ? int.Parse(args[1]) : 60, args.Contains("show"));
        return 0;
    }

    private static async Task HearAsync(int most, bool show)
    {
        var prompts = await new Prompts(ModelStore.FromEnvironment().Open("recordings-en")).ReadAsync(most);
        Console.WriteLine($"{prompts.Count} prompts, {prompts.Sum(p => p.Words.Count)} words, {prompts.Sum(p => p.Samples.Length) / (double)SampleRate:F0} s");
        Console.WriteLine("| model | word error | sub | del | ins | median ms | CPU s/s of sound | worker MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (folder, threads) in from folder in Recognisers() from threads in (int[])[1, 2] select (folder, threads))
        {
            await using var recogniser = SherpaRecogniser.Open(folder, new() { Threads = threads });
            await recogniser.RecogniseAsync(prompts[0].Samples, new RecognitionRequest());
            using var process = Process.GetProcessById(recogniser.ProcessId!.Value);
            var before = process.TotalProcessorTime;
            var (errors, times) = (default(WordErrors), new List<double>());
            foreach (var prompt in prompts)
            {
                var clock = Stopwatch.StartNew();
                var heard = await recogniser.RecogniseAsync(prompt.Samples, new RecognitionRequest());
                times.Add(clock.Elapsed.TotalMilliseconds);
                var found = WordErrors.Count(prompt.Words, Prompts.Normalised(heard.Text));
                errors += found;
                if (show && found.Errors > 0)
                {
                    Console.WriteLine($"{prompt.Name}: {string.Join(' ', prompt.Words)}\n  heard {heard.Text}");
                }
            }

            process.Refresh();
            var cpu = (process.TotalProcessorTime - before).TotalSeconds / prompts.Sum(p => p.Samples.Length) * SampleRate;
            Console.WriteLine(
                $"| {folder.Name}, {threads} thread{(threads > 1 ? "s" : "")} | {100 * errors.Rate:0.0} % | {errors.Substituted} | {errors.Deleted} | {errors.Inserted} "
                + $"| {times.Order().ElementAt(times.Count / 2):0} | {cpu:0.000} | {process.WorkingSet64 >> 20} |");
        }
    }

    private static async Task<int> SayAsync()
    {
        if (Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") is not { } models || Directory.GetDirectories(models, "piper-*") is not [var voice, ..])
        {
            Console.WriteLine("LINLY_TEST_MODELS names no folder with a Piper voice.");
            return 1;
        }

        var copy = PiperCopy.Make(voice, Path.Combine(LinlyHome.FromEnvironment().Cache, "bench", Path.GetFileName(voice) + "-sherpa"));
        Console.WriteLine("| threads | load s | sentence median ms | wall xRT | speech s |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var threads in (int[])[1, 2])
        {
            await using var engine = new SherpaEngine(() => [copy], new() { Threads = threads, Noted = Console.WriteLine });
            var info = (await engine.VoicesAsync())[0];
            var load = Stopwatch.StartNew();
            await engine.PrepareAsync(info.Name);
            load.Stop();
            var (seconds, times) = (0.0, new List<double>());
            foreach (var sentence in TwentySentences.English)
            {
                var clock = Stopwatch.StartNew();
                var said = await engine.SayAsync(sentence, info, 1);
                times.Add(clock.Elapsed.TotalMilliseconds);
                seconds += said.Samples.Length / (double)said.SampleRate;
            }

            Console.WriteLine(
                $"| {threads} | {load.Elapsed.TotalSeconds:0.00} | {times.Order().ElementAt(times.Count / 2):0} | {times.Sum() / 1000 / seconds:0.000} | {seconds:0.0} |");
        }

        return 0;
    }

    private static IEnumerable<ModelFolder> Recognisers()
    {
        var store = ModelStore.FromEnvironment();
        var found = store.Names().Where(store.Has).Select(store.Open)
            .Where(f => f.Description.Kind == "recogniser" && f.Description.Family is not (null or "pocketsphinx")).ToList();
        return found.Count > 0 || Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") is not { } models ? found : [Whisper(Path.Combine(models, "whisper-tiny.en"))];
    }

    private static ModelFolder Whisper(string source)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("linly-bench-").FullName, "whisper-tiny.en");
        Directory.CreateDirectory(folder);
        string[] names = ["tiny.en-encoder.int8.onnx", "tiny.en-decoder.int8.onnx", "tiny.en-tokens.txt"];
        Array.ForEach(names, name => File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine(source, name)));
        var description = new ModelDescription
        {
            Kind = "recogniser", Family = "whisper", Version = "1", Licence = "MIT", Files = [],
            Roles = new Dictionary<string, string> { ["encoder"] = names[0], ["decoder"] = names[1], ["tokens"] = names[2] },
        };
        return ModelFolderWriter.WriteAsync(folder, description, names).GetAwaiter().GetResult();
    }
}

using System.Diagnostics;
using System.Text.Json;
using LinlyTalker.Bench.Sherpa;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Models.Homes;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Piper.Text;
using LinlyTalker.Voice.Routing;
using LinlyTalker.Voice.Sherpa;

namespace LinlyTalker.Bench.Voice.Piper;

/// <summary>
/// A Piper voice as the program speaks with it: the wait for the first chunk, the time in hand before the sound would
/// run out, memory, how many ids are Piper's own (with LINLY_GOLDENS), and whether lips close when the sound does.
/// </summary>
internal static class PiperBench
{
    private const int Rounds = 9;

    private static readonly string[] Texts =
    [
        "Hello.",
        "What time is it now?",
        "I will answer your question as soon as I have found the right page today.",
        "If you did not receive an invoice, write to us and we will send it again the same day, together with a list of everything "
            + "that you have ordered since the beginning of the year, so that you can compare it with your own books at home.",
        "If you did not receive an invoice, write to us and we will send it again the same day, together with a list of everything "
            + "that you have ordered since the beginning of the year, so that you can compare it with your own books at home, and "
            + "if anything is missing there, call our office in the morning.",
    ];

    /// <param name="args">Threads of each session; 1 where it is not given.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new PiperOptions { Threads = args.Length > 0 ? int.Parse(args[0]) : 1, Noted = Console.WriteLine };
        await using var espeak = new EspeakEngine();
        using var engine = await PiperVoices.OpenAsync(espeak, options);
        var router = new VoiceRouter([engine]);
        foreach (var voice in await engine.VoicesAsync())
        {
            var idle = Memory();
            var clock = Stopwatch.StartNew();
            await engine.PrepareAsync(voice.Name);
            Console.WriteLine($"{voice.Name}: loaded in {clock.Elapsed.TotalSeconds:0.00} s; memory +{Memory() - idle} MB over {idle} MB");
            Console.WriteLine("words   speech s   first chunk ms (median, min, max)   whole ms   cpu xRT   least time in hand ms");
            foreach (var text in Texts)
            {
                await MeasureAsync(router, voice.Name, text);
                Console.WriteLine($"      memory +{Memory() - idle} MB over idle");
            }

            await ClosureCheck.PrintAsync(engine, voice);
        }

        await PrintSherpaAsync(options.Threads);
        await PrintIdsAsync(espeak);
        return 0;
    }

    private static async Task MeasureAsync(VoiceRouter router, string voice, string text)
    {
        var (firsts, wholes, cpus, slacks) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var seconds = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var process = Process.GetCurrentProcess();
            var (cpu, clock, first, slack) = (process.TotalProcessorTime, Stopwatch.StartNew(), 0.0, double.MaxValue);
            seconds = 0;
            await foreach (var chunk in router.SpeakAsync(Sentence(text), new SpeakOptions { Voice = voice }))
            {
                var now = clock.Elapsed.TotalMilliseconds;
                if (seconds == 0)
                {
                    first = now;
                }
                else
                {
                    slack = Math.Min(slack, first + (seconds * 1000) - now);
                }

                seconds += chunk.Audio.Duration.TotalSeconds;
            }

            process.Refresh();
            firsts.Add(first);
            wholes.Add(clock.Elapsed.TotalMilliseconds);
            cpus.Add((process.TotalProcessorTime - cpu).TotalSeconds / seconds);
            slacks.Add(slack);
        }

        Console.WriteLine(
            $"{text.Split(' ').Length,5} {seconds,10:0.00} {Median(firsts),16:0} {firsts.Min(),7:0} {firsts.Max(),7:0}"
            + $" {Median(wholes),14:0} {Median(cpus),9:0.000} {Median(slacks),14:0}");
    }

    /// <summary>The same voice and texts by sherpa-onnx in the worker, which gives a sentence whole.</summary>
    private static async Task PrintSherpaAsync(int threads)
    {
        var voice = (await PiperVoices.FoldersAsync())[0];
        var copy = PiperCopy.Make(voice.Location, Path.Combine(LinlyHome.FromEnvironment().Cache, "bench", voice.Name + "-sherpa"));
        await using var engine = new SherpaEngine(() => [copy], new() { Threads = threads, Noted = Console.WriteLine });
        var info = (await engine.VoicesAsync())[0];
        await engine.PrepareAsync(info.Name);
        using var process = Process.GetProcessById(engine.ProcessIds[0]);
        Console.WriteLine($"sherpa-onnx on the same file, {threads} thread(s): words   speech s   first sound = whole ms (median, min, max)   cpu xRT   worker MB");
        foreach (var text in Texts)
        {
            var (wholes, cpus, seconds) = (new List<double>(), new List<double>(), 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                process.Refresh();
                var (cpu, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
                var said = await engine.SayAsync(text, info, 1);
                wholes.Add(clock.Elapsed.TotalMilliseconds);
                seconds = said.Samples.Length / (double)said.SampleRate;
                process.Refresh();
                cpus.Add((process.TotalProcessorTime - cpu).TotalSeconds / seconds);
            }

            Console.WriteLine(
                $"{text.Split(' ').Length,5} {seconds,10:0.00} {Median(wholes),16:0} {wholes.Min(),7:0} {wholes.Max(),7:0} {Median(cpus),9:0.000} {process.WorkingSet64 >> 20,6}");
        }
    }

    private static async Task PrintIdsAsync(EspeakEngine espeak)
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("LINLY_GOLDENS") ?? "", "piper");
        var models = Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") ?? "";
        if (!File.Exists(Path.Combine(folder, "ids-300.json")) || !Directory.Exists(models))
        {
            Console.WriteLine("ids: not compared; LINLY_GOLDENS and LINLY_TEST_MODELS name their folders");
            return;
        }

        var config = PiperConfigReader.Open(Directory.GetFiles(models, "en_US-joe-medium.onnx.json", SearchOption.AllDirectories)[0]);
        var table = new SymbolTable(config.Symbols, config.Clusters);
        using var goldens = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "ids-300.json")));
        var (same, all) = (0, 0);
        foreach (var item in goldens.RootElement.GetProperty("items").EnumerateArray())
        {
            var text = item.GetProperty("text").GetString()!;
            var clauses = await espeak.PhonemizeAsync(config.EspeakVoice!, [text]);
            var ids = ClauseReader.Read(ReadableText.AsWritten(text), clauses[0], []).Select(u => string.Join(' ', table.Encode(u.Symbols).Ids));
            var expected = item.GetProperty("sentences").EnumerateArray().Select(s => string.Join(' ', s.GetProperty("ids").Deserialize<long[]>()!));
            same += ids.SequenceEqual(expected) ? 1 : 0;
            all++;
        }

        Console.WriteLine($"ids equal to Piper 1.8's: {same} of {all} texts");
    }

    private static IAsyncEnumerable<Sentence> Sentence(string text) =>
        new[] { new Sentence { Index = 0, Text = text, Spoken = text, Language = "en" } }.ToAsyncEnumerable();

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet >> 20;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

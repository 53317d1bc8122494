using LinlyTalker.Bench.Ears;
using LinlyTalker.Bench.Models;
using LinlyTalker.Bench.Voice;

// The benchmarks, one name each: dotnet run -c Release --project bench/LinlyTalker.Bench -- NAME [options]
var benchmarks = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["chain"] = LinlyTalker.Bench.Chain.ChainBench.RunAsync,
    ["fuzz-rest"] = LinlyTalker.Bench.Fuzz.FuzzRestBench.RunAsync,
    ["fuzz-wire"] = LinlyTalker.Bench.Fuzz.FuzzWireBench.RunAsync,
    ["doubt"] = DoubtBench.RunAsync,
    ["hear"] = HearBench.RunAsync,
    ["listen"] = ListenBench.RunAsync,
    ["tails"] = TailsBench.RunAsync,
    ["turns"] = TurnsBench.RunAsync,
    ["pauses"] = LinlyTalker.Bench.Ears.Pauses.PausesBench.RunAsync,
    ["hear-activity"] = SpeechActivityBench.RunAsync,
    ["worker"] = LinlyTalker.Bench.Worker.WorkerBench.RunAsync,
    ["sherpa"] = LinlyTalker.Bench.Sherpa.SherpaBench.RunAsync,
    ["knowledge"] = LinlyTalker.Bench.Brain.KnowledgeBench.RunAsync,
    ["face-sheets"] = LinlyTalker.Bench.Face.SheetsBench.RunAsync,
    ["lips"] = LinlyTalker.Bench.Face.LipsBench.RunAsync,
    ["puppet"] = LinlyTalker.Bench.Face.PuppetBench.RunAsync,
    ["media"] = LinlyTalker.Bench.Media.MediaBench.RunAsync,
    ["signal"] = LinlyTalker.Bench.Core.SignalBench.RunAsync,
    ["inference"] = LinlyTalker.Bench.Models.InferenceBench.RunAsync,
    ["landmarks"] = LinlyTalker.Bench.Face.LandmarksBench.RunAsync,
    ["piper"] = LinlyTalker.Bench.Voice.Piper.PiperBench.RunAsync,
    ["video"] = LinlyTalker.Bench.Face.VideoBench.RunAsync,
    ["voice"] = VoiceBench.RunAsync,
    ["voice-levels"] = VoiceLevelsBench.RunAsync,
    ["align"] = AlignBench.RunAsync,
    ["soak"] = LinlyTalker.Bench.Live.SoakBench.RunAsync,
    ["round-trip"] = RoundTripBench.RunAsync,
    ["stops"] = LinlyTalker.Bench.Stops.StopsBench.RunAsync,
    ["store"] = StoreBench.RunAsync,
    ["echo"] = LinlyTalker.Bench.Echo.SelfEchoBench.RunAsync,
    ["echo-cancel"] = LinlyTalker.Bench.Echo.CancelBench.RunAsync,
    ["whisper"] = WhisperBench.RunAsync,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out var run))
{
    Console.Error.WriteLine($"Usage: linly-bench NAME [options]; names: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

return await run(args[1..]);

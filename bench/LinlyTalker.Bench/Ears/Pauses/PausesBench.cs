using LinlyTalker.Core.Turns;
using LinlyTalker.Ears.Streaming;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears.Pauses;

/// <summary>
/// What a policy for the end of turns costs: how often it cuts in at the pauses that speakers make on their way, and how long
/// it is silent after a turn that is over. <c>pauses [ENDS] [show]</c>: so many of the recordings without a pause are heard for
/// their ends; <c>show</c> lists each pause.
/// </summary>
internal static class PausesBench
{
    private const int MostQuestions = 80;

    private static readonly TurnPolicy[] Policies =
    [
        new("fixed pause", null, new TurnOptions()),
        TurnPolicy.Of("by meaning, at once", 0.5f, 0.5f, 0, 0, 2),
        TurnPolicy.Of("complete after 0.29 s", 0.5f, 0.5f, 0.28, 0.28, 2),
        TurnPolicy.Of("complete after 0.32 s", 0.5f, 0.5f, 0.31, 0.31, 2),
        TurnPolicy.Of("complete after 0.35 s", 0.5f, 0.5f, 0.35, 0.35, 2),
        TurnPolicy.Of("complete after 0.38 s", 0.5f, 0.5f, 0.38, 0.38, 2),
        TurnPolicy.Of("complete after 0.45 s", 0.5f, 0.5f, 0.44, 0.44, 2),
        TurnPolicy.Of("complete (>= 0.8) after 0.35 s", 0.8f, 0.8f, 0.35, 0.35, 2),
        TurnPolicy.Of("complete (>= 0.9) after 0.35 s", 0.9f, 0.9f, 0.35, 0.35, 2),
        TurnPolicy.Of("0.38 s, questions 0.22 s", 0.5f, 0.5f, 0.2, 0.38, 2),
        TurnPolicy.Of("0.38 s, questions 0.29 s", 0.5f, 0.5f, 0.28, 0.38, 2),
        TurnPolicy.Of("the same, in doubt (>= 0.2) 0.7 s", 0.5f, 0.2f, 0.28, 0.38, 0.7),
        TurnPolicy.Of("the same, in doubt (>= 0.1) 1 s", 0.5f, 0.1f, 0.28, 0.38, 1),
        new("as the program is set", new EndOfTurn(new StreamingOptions().CompleteThreshold, new StreamingOptions().DoubtfulThreshold), new TurnOptions()),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var ends = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 120;
        var store = ModelStore.FromEnvironment();
        using var net = InferenceSession.Open(store.Open("silero-vad").OnlyFile(".onnx"));
        using var detector = new SmartTurnDetector(BenchModels.OfFamily(store, "smart-turn"));
        await using var recogniser = BenchModels.Whisper(store);
        var sets = new PauseSets(store, net, detector, recogniser);
        await sets.AddRecordingsAsync(ends);
        await sets.AddReadAsync(await BenchKnowledge.SentencesWithCommasAsync(), [.. BenchKnowledge.Questions().Take(MostQuestions)]);
        Print(sets);
        foreach (var p in args.Contains("show") ? sets.Pauses : [])
        {
            Console.WriteLine($"{p.Kind}\t{(p.HeldOut ? "held out" : "fit")}\t{p.Silence:F3}\t{p.Probability:F4}\t{p.Text}\t{p.Name}");
        }

        return 0;
    }

    private static void Print(PauseSets sets)
    {
        Console.WriteLine($"{sets.Recordings} recordings; pauses of at least 0.2 s (0.22 on the grid of 32 ms):");
        foreach (var kind in (PauseKind[])[PauseKind.Within, PauseKind.Between, PauseKind.Read])
        {
            var lengths = sets.Pauses.Where(p => p.Kind == kind).GroupBy(p => p.Silence).OrderBy(g => g.Key).Select(g => $"{g.Count()} of {g.Key:F2} s");
            Console.WriteLine($"  {kind}: {string.Join(", ", lengths)}");
        }

        Console.WriteLine("| policy | within sentences, fit / held out | between sentences | both | read by a voice, fit / held out | mid-phrase stops of 0.6 s | of 1 s | silence after a prompt P50 / P95, mean s | after a question |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var policy in Policies)
        {
            Console.WriteLine(
                $"| {policy.Name} | {Share(p => p is { Kind: PauseKind.Within, HeldOut: false })} / {Share(p => p is { Kind: PauseKind.Within, HeldOut: true })} "
                + $"| {Share(p => p.Kind is PauseKind.Between)} | {Share(p => p.Kind is PauseKind.Within or PauseKind.Between)} "
                + $"| {Share(p => p is { Kind: PauseKind.Read, HeldOut: false })} / {Share(p => p is { Kind: PauseKind.Read, HeldOut: true })} "
                + $"| {Stops(0.6)} | {Stops(1)} | {Silence(PauseKind.End)} | {Silence(PauseKind.EndOfQuestion)} |");

            string Share(Func<JudgedPause, bool> of) =>
                sets.Pauses.Where(of).ToList() is { Count: > 0 } pauses ? $"{pauses.Count(policy.CutsIn)} of {pauses.Count}" : "-";

            string Stops(double seconds) =>
                sets.Pauses.Where(p => p.Kind == PauseKind.Hesitation).ToList() is { Count: > 0 } stops
                    ? $"{(double)stops.Count(p => policy.CutsIn(p with { Silence = seconds })) / stops.Count:P0}" : "-";

            string Silence(PauseKind kind) =>
                sets.Pauses.Where(p => p.Kind == kind).Select(policy.Wait).Order().ToList() is { Count: > 0 } waits
                    ? $"{waits[(int)Math.Ceiling(waits.Count * 0.5) - 1]:F2} / {waits[(int)Math.Ceiling(waits.Count * 0.95) - 1]:F2}, {waits.Average():F2}" : "-";
        }
    }
}

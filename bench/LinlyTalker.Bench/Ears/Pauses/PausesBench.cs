using System.Globalization;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Ears.Pauses;

internal static class PausesBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var store = ModelStore.FromEnvironment();
        using var net = InferenceSession.Open(store.Open("silero-vad").OnlyFile(".onnx"));
        using var detector = new SmartTurnDetector(BenchModels.OfFamily(store, "smart-turn"));
        await using var recogniser = BenchModels.Whisper(store);
        var sets = new PauseSets(store, net, detector, recogniser);
        await sets.AddRecordingsAsync(120);
        await sets.AddReadAsync(await BenchKnowledge.SentencesWithCommasAsync(), [.. BenchKnowledge.Questions().Take(80)]);
        foreach (var p in sets.Pauses)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ROW\t{p.Kind}\t{p.HeldOut}\t{p.Silence:F3}\t{p.Probability:F4}\t{EnglishSentences.EndsUnfinished(p.Text)}\t{EnglishSentences.IsWholeQuestion(p.Text)}\t{p.Text}\t{p.Name}"));
        }

        return 0;
    }
}

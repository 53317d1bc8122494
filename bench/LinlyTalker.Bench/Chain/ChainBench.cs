using LinlyTalker.Bench.Ears;
using LinlyTalker.Brain.Domain;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Streaming;
using LinlyTalker.Ears.Turns;
using LinlyTalker.Face.Motion;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Bench.Chain;

/// <summary>
/// The whole chain in a running conversation: questions on the knowledge base that the program comes with, said by its own
/// voices, are played to it at the speed of life, and the time is counted from the last sample of speech to the first sound of
/// the reply. <c>chain [QUESTIONS] [WAY…] [show]</c>; every way answers one more question before, which is not counted.
/// </summary>
internal static class ChainBench
{
    private const string Base = "linlytalker/en";

    private sealed record Way(string Name, bool Neural, bool Ahead, bool Meaning, bool Preempts = true, double Thinking = 0);

    private static readonly Way[] Ways =
    [
        new("embedded", false, false, false),
        new("standard, fixed pause, words asked for at its end", true, false, false),
        new("standard, fixed pause", true, true, false),
        new("standard", true, true, true),
        new("embedded, no reply before the turn is over", false, false, false, Preempts: false),
        new("standard, no reply before the turn is over", true, true, true, Preempts: false),
        new("standard, thinking half a second", true, true, true, Thinking: 0.5),
        new("standard, thinking half a second, no reply before the turn is over", true, true, true, Preempts: false, Thinking: 0.5),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var most = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 12;
        var store = ModelStore.FromEnvironment();
        using var knowledge = await BenchKnowledge.OpenAsync(Base);
        await using var espeak = new EspeakEngine();
        using var piper = await PiperVoices.OpenAsync(espeak);
        var questions = await SpokenQuestions.SayAsync(most + 1, piper);
        Console.WriteLine($"{most} questions, {questions.Average(q => q.Seconds):F1} s on average; silence follows");
        Console.WriteLine("| way | last speech to first sound P50 / P95 s | to the end of the turn (words known) | then first piece | then first sentence | then first sound | word error | turns cut in two |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var way in Ways.Where(w => !Ways.Any(other => args.Contains(other.Name)) || args.Contains(w.Name)))
        {
            var ears = Ears(way, store);
            await using var owned = (IAsyncDisposable)ears;
            var flite = new FliteEngine();
            var organs = new ConversationOrgans
            {
                Ears = ears,
                Brains = [new SlowBrain(new KnowledgeResponder(knowledge), TimeSpan.FromSeconds(way.Thinking))],
                Cutter = new SentenceCutter(),
                Voice = new VoiceRouter(way.Neural ? [piper, flite] : [flite]),
                Animator = new PhonemeAnimator(),
            };
            var options = new ConversationOptions
            {
                Persona = new Persona { Name = "Linly" },
                Greet = false,
                Confirms = false,
                Preempts = way.Preempts,
                Listen = new ListenOptions { Language = "en", Domain = KnowledgeDomain.Of(knowledge) },
            };
            var answers = new List<TimedAnswer>();
            foreach (var question in questions)
            {
                answers.Add(await TimedAnswer.AskAsync(organs, options, question));
                if (args.Contains("show"))
                {
                    Console.WriteLine($"  {answers[^1]}");
                }
            }

            Print(way.Name, [.. answers.Skip(1)]);
        }

        return 0;
    }

    private static IEars Ears(Way way, ModelStore store)
    {
        void Tell(Exception fault) => Console.Error.WriteLine(fault.Message);
        var silero = store.Open("silero-vad");
        if (!way.Neural)
        {
            return new PocketSphinxEars(
                EarsModels.From(silero, store.Open("pocketsphinx-en-us")), Path.Combine(store.Home.Cache, "ears"), new EarsOptions { Fault = Tell });
        }

        // A silence longer than the one that ends the turn: nothing is looked for ahead.
        var streaming = way.Ahead ? new StreamingOptions()
            : new StreamingOptions { SpeculateAfter = TimeSpan.FromSeconds(10), PartialInterval = TimeSpan.FromHours(1) };
        return new RecogniserEars(
            BenchModels.Whisper(store),
            silero.OnlyFile(".onnx"),
            way.Meaning ? new SmartTurnDetector(BenchModels.OfFamily(store, "smart-turn")) : null,
            new EarsOptions { Fault = Tell, Streaming = streaming });
    }

    private static void Print(string name, IReadOnlyList<TimedAnswer> answers)
    {
        var errors = answers.Aggregate(default(WordErrors), (sum, a) => sum + a.Errors);
        Console.WriteLine(
            $"| {name} | {At(a => a.FirstSound, 0.5):F2} / {At(a => a.FirstSound, 0.95):F2} | {At(a => a.Heard, 0.5):F2} / {At(a => a.Heard, 0.95):F2} "
            + $"| {At(a => a.FirstPiece - a.Heard, 0.5) * 1000:F0} ms | {At(a => a.FirstSentence - a.FirstPiece, 0.5) * 1000:F0} ms "
            + $"| {At(a => a.FirstSound - a.FirstSentence, 0.5) * 1000:F0} / {At(a => a.FirstSound - a.FirstSentence, 0.95) * 1000:F0} ms "
            + $"| {errors.Rate:P1} | {answers.Count(a => a.Turns > 1)} of {answers.Count} |");

        double At(Func<TimedAnswer, double> value, double share)
        {
            var values = answers.Select(value).Where(double.IsFinite).Order().ToList();
            return values.Count == 0 ? double.NaN : values[Math.Max(0, (int)Math.Ceiling(values.Count * share) - 1)];
        }
    }
}

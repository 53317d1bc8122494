using System.Diagnostics;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Sherpa;
using LinlyTalker.Face.Motion;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Folders;
using LinlyTalker.Native.Worker;
using LinlyTalker.SystemTests.Sherpa;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.SystemTests.Conversations;

/// <summary>One conversation runs on while its organs' processes are killed and their files go bad, and says so.</summary>
public sealed class FallingBackTests : IDisposable
{
    private const int Patience = 300_000;

    private readonly SherpaFolders folders = new();
    private readonly string scratch = Directory.CreateTempSubdirectory("linly-falling-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folders.Dispose();
        Directory.Delete(scratch, recursive: true);
    }

    [Fact(Timeout = Patience)]
    public async Task A_recogniser_that_is_killed_hears_on_and_one_whose_model_went_bad_is_replaced()
    {
        var silero = TestModels.Open("silero-vad");
        var hearing = EarsModels.From(silero, TestModels.Open("pocketsphinx-en-us")).Hearing;
        var model = folders.Whisper();
        var whisper = SherpaRecogniser.Open(model);
        Action<Organ, string> report = (_, _) => { };
        await using var ears = new RecogniserEars(
            new FallbackRecogniser(
                [new("Whisper", () => whisper), new("PocketSphinx", () => new PocketSphinxRecogniser(hearing, scratch))],
                fallen => report(Organ.Ears, fallen.Summary)),
            silero.OnlyFile(".onnx"));
        await using var live = LiveConversation.Start(told =>
        {
            report = told;
            return Organs(new EchoingBrain()) with { Ears = ears };
        });
        var question = (await AudioFile.ReadAsync(TestModels.Open("recordings-en").PathOf("agent-pass.g722"), 16000, Token)).Samples.ToArray();

        live.Say(question);
        Assert.Contains("password", Heard(await live.TurnAsync(1, Token)), StringComparison.OrdinalIgnoreCase);

        await KillAsync(whisper.ProcessId);
        live.Say(question);
        Assert.Contains("password", Heard(await live.TurnAsync(2, Token)), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(live.Degradations);

        Garble(model, "tiny.en-encoder.int8.onnx");
        await KillAsync(whisper.ProcessId);
        live.Say(question);
        Assert.Contains("password", Heard(await live.TurnAsync(3, Token)), StringComparison.OrdinalIgnoreCase);
        var degraded = Assert.Single(live.Degradations);
        Assert.Equal(Organ.Ears, degraded.Organ);
        Assert.Contains("PocketSphinx hears instead", degraded.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_voice_whose_worker_is_killed_speaks_on_and_one_that_cannot_start_again_is_replaced()
    {
        var program = Path.Combine(scratch, "linly-worker");
        File.CreateSymbolicLink(program, WorkerExecutable.Find());
        var worker = new WorkerClient(new WorkerOptions { Service = EspeakEngine.Service, Executable = program });
        await using var espeak = new EspeakEngine(worker);
        var joe = await JoeVoice.InAsync(Path.Combine(scratch, "joe"));
        using var piper = new PiperEngine(() => [joe], espeak);
        Action<Organ, string> report = (_, _) => { };
        var router = new VoiceRouter([piper, new FliteEngine()], fallen => report(Organ.Voice, fallen.Summary));
        await using var live = LiveConversation.Start(told =>
        {
            report = told;
            return Organs(new EchoingBrain()) with { Voice = router };
        });

        live.Conversation.Ask("The first sentence is said by the neural voice.");
        Assert.Equal(22050, Rate(await live.TurnAsync(1, Token)));

        await KillAsync(worker.ProcessId);
        live.Conversation.Ask("The second one too, for its worker starts again.");
        Assert.Equal(22050, Rate(await live.TurnAsync(2, Token)));
        Assert.Empty(live.Degradations);

        File.Delete(program);
        await KillAsync(worker.ProcessId);
        live.Conversation.Ask("The third is said by another voice.");
        Assert.Equal(16000, Rate(await live.TurnAsync(3, Token)));
        var degraded = Assert.Single(live.Degradations);
        Assert.Equal(Organ.Voice, degraded.Organ);
        Assert.Contains("speaks instead", degraded.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_brain_whose_knowledge_went_bad_is_replaced_by_the_next()
    {
        var notes = Directory.CreateDirectory(Path.Combine(scratch, "notes")).FullName;
        File.WriteAllText(Path.Combine(notes, "shop.md"), "# When does the shop open?\n\nThe shop opens at nine.\n\n# Where is the shop?\n\nThe shop is in Lyon.\n");
        using var knowledge = await KnowledgeBase.OpenAsync(notes, Path.Combine(scratch, "index"), new TextAnalyser(Synonyms.Default), Token);
        await using var live = LiveConversation.Start(_ => Organs(new KnowledgeResponder(knowledge), new EchoingBrain()));

        live.Conversation.Ask("When does the shop open?");
        Assert.Contains("nine", Text(await live.TurnAsync(1, Token)), StringComparison.Ordinal);

        foreach (var file in Directory.GetFiles(Path.Combine(scratch, "index")))
        {
            var noise = new byte[new FileInfo(file).Length];
            new Random(5).NextBytes(noise);
            File.WriteAllBytes(file, noise);
        }

        live.Conversation.Ask("Where is the shop?");
        Assert.Equal("Where is the shop?", Text(await live.TurnAsync(2, Token)).Trim());
        Assert.Equal(Organ.Brain, Assert.Single(live.Degradations).Organ);
    }

    [Fact(Timeout = Patience)]
    public async Task A_face_that_fails_costs_its_motion_and_no_word()
    {
        await using var live = LiveConversation.Start(_ => Organs(new EchoingBrain()) with { Voice = new VoiceRouter([new FliteEngine()]), Animator = new Frozen() });

        live.Conversation.Ask("One sentence. And another.");
        var turn = await live.TurnAsync(1, Token);
        Assert.Contains(turn, e => e is Spoke { Chunk.Sentence.Index: 1, Chunk.IsLast: true });
        Assert.DoesNotContain(turn, e => e is Moved);
        Assert.Equal(Organ.Face, Assert.Single(live.Degradations).Organ);
    }

    private static ConversationOrgans Organs(params IBrain[] brains) =>
        new() { Brains = brains, Cutter = new SentenceCutter(), Animator = new PhonemeAnimator() };

    private static string Heard(IReadOnlyList<ConversationEvent> turn) =>
        Assert.Single(turn.OfType<Heard>(), h => h.Utterance.IsFinal).Utterance.Text;

    private static string Text(IReadOnlyList<ConversationEvent> turn) => string.Concat(turn.OfType<Thought>().Select(t => t.Sentence.Text));

    private static int Rate(IReadOnlyList<ConversationEvent> turn) => turn.OfType<Spoke>().First().Chunk.Audio.SampleRate;

    private static async Task KillAsync(int? id)
    {
        using var process = Process.GetProcessById(Assert.NotNull(id));
        process.Kill();
        await process.WaitForExitAsync(Token);
    }

    /// <summary>The file itself stays as it is: the folder holds a link to it.</summary>
    private static void Garble(ModelFolder model, string name)
    {
        var file = model.PathOf(name);
        File.Delete(file);
        File.WriteAllText(file, "no network any more");
    }

    private sealed class Frozen : IAnimator
    {
        public FaceMotion Animate(SpeechChunk chunk) => throw new Core.Errors.ModelFormatException("The face cannot move.");
    }
}

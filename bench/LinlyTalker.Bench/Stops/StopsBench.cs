using LinlyTalker.Bench.Ears;
using LinlyTalker.Bench.Face;
using LinlyTalker.Bench.Sherpa;
using LinlyTalker.Bench.Voice;
using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Media.Video;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Sherpa;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.Bench.Stops;

/// <summary>
/// How soon each engine stops when a reply is cancelled in the middle of a call: until the call has ended, and until the
/// engine has done another, short one. <c>stops [ROUNDS] [NAME…]</c>; what is not on this machine is left out.
/// </summary>
internal static class StopsBench
{
    private static readonly string Long = string.Join(' ', TwentySentences.English.Take(12));
    private const string LongChinese = "数字人可以听懂您说的话，想好答案，再用自己的声音说出来，并且嘴唇和声音同步。您可以随时打断它，它会马上停下来听您说话。";

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 30;
        var store = ModelStore.FromEnvironment();
        Console.WriteLine("| engine | the work ms | cancelled to ended P50 / max ms | to the end of a short call after it P50 / max ms | that call alone ms | cancelled in time |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await using var espeak = new EspeakEngine();
        using var piper = await PiperVoices.OpenAsync(espeak);
        var sherpaFolder = (await PiperVoices.FoldersAsync()).Select(f => PiperCopy.Make(
            f.Location, Path.Combine(LinlyHome.FromEnvironment().Cache, "bench", Path.GetFileName(f.Location) + "-sherpa"))).Take(1).ToList();
        await using var sherpa = new SherpaEngine(() => sherpaFolder);
        await using var sphinx = new PocketSphinxRecogniser(
            EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us")).Hearing, Path.Combine(store.Home.Cache, "ears"));
        await using var whisper = BenchModels.Whisper(store);
        using var knowledge = await BenchKnowledge.OpenAsync("linlytalker/en");
        using var finder = BenchFace.Finder(store);
        var avatar = BenchFace.Avatar(store, "hopper", finder);
        avatar.For(512);
        var syllables = new SyllableEngine(
            () => new SyllableBank(store.Open("gcin-syllables").Location),
            () => ChineseLexicon.Open(store.Open("pinyin-dictionary").Location));
        var sound = (await BenchModels.SentencesAsync(store.Open("recordings-en"), 8)).SelectMany(s => s.Sound).ToArray();
        StoppedEngine[] engines =
        [
            await SpeakingAsync("flite", new FliteEngine(), Long, "Yes."),
            await SpeakingAsync("syllables", syllables, string.Concat(Enumerable.Repeat(LongChinese, 20)), "是。"),
            await SpeakingAsync("espeak-ng", espeak, Long, "Yes."),
            await SpeakingAsync("Piper", piper, Long, "Yes."),
            await SpeakingAsync("sherpa-onnx (the same Piper voice)", sherpa, Long, "Yes."),
            Hearing("PocketSphinx", sphinx, sound),
            Hearing("Whisper", whisper, sound),
            new("knowledge responder", c => ThinkAsync(new(knowledge), 40, c), () => ThinkAsync(new(knowledge), 1, default)),
            new("puppet, 512 × 512", c => DrawAsync(avatar, 10, c), () => DrawAsync(avatar, 0.04, default)),
            new("ffmpeg, x264 512 × 512", c => CodeAsync(avatar, 10, c), () => CodeAsync(avatar, 0.04, default)),
        ];
        foreach (var engine in engines.Where(e => args.Length < 2 || args.Contains(e.Name)))
        {
            Console.WriteLine($"| {engine.Name} | {await Stopped.CancelAsync(engine, rounds)} |");
        }

        return 0;
    }

    private static async Task<StoppedEngine> SpeakingAsync(string name, ISpeechEngine engine, string text, string next)
    {
        var voice = (await engine.VoicesAsync())[0];
        return new(name, c => engine.SayAsync(text, voice, 1, c), () => engine.SayAsync(next, voice, 1));
    }

    private static StoppedEngine Hearing(string name, ISpeechRecogniser recogniser, float[] sound) => new(
        name,
        c => recogniser.RecogniseAsync(sound, new RecognitionRequest(), c),
        () => recogniser.RecogniseAsync(sound.AsMemory(0, 16000), new RecognitionRequest()));

    private static async Task ThinkAsync(KnowledgeResponder responder, int questions, CancellationToken cancellation)
    {
        foreach (var question in BenchKnowledge.Questions().Take(questions))
        {
            var request = new ReplyRequest
            {
                User = UserId.Local,
                Conversation = ConversationId.New(),
                Persona = new Persona { Name = "Linly" },
                Utterance = Utterance.Typed(question, "en"),
            };
            await foreach (var _ in responder.ReplyAsync(request, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task DrawAsync(PortraitAvatar avatar, double seconds, CancellationToken cancellation)
    {
        await foreach (var frame in FramesAsync(avatar, seconds, cancellation))
        {
            frame.Dispose();
        }
    }

    private static async Task CodeAsync(PortraitAvatar avatar, double seconds, CancellationToken cancellation)
    {
        var frames = FramesAsync(avatar, seconds, cancellation).Select(f => new FrameToEncode(f));
        await foreach (var _ in new H264Encoder().EncodeAsync(frames, new VideoEncoderOptions { Width = 512, Height = 512 }, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static IAsyncEnumerable<VideoFrame> FramesAsync(PortraitAvatar avatar, double seconds, CancellationToken cancellation)
    {
        var silence = new AudioChunk(new float[(int)(seconds * 16000)], 16000, 0);
        return new PuppetRenderer(avatar).RenderAsync(
            new[] { new FaceMoment(silence, null) }.ToAsyncEnumerable(), new RenderOptions(), cancellation);
    }
}

using LinlyTalker.Bench.Ears;
using LinlyTalker.Bench.Face;
using LinlyTalker.Bench.Sherpa;
using LinlyTalker.Bench.Voice;
using LinlyTalker.Bench.Voice.Piper;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Media.Video;
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

    /// <summary>Each opens what it needs, is measured, and goes, so that none runs beside another.</summary>
    private static readonly (string Name, Func<ModelStore, Measure, Task> RunAsync)[] Engines =
    [
        ("flite", (_, measure) => SpeakingAsync(new FliteEngine(), Long, "Yes.", measure)),
        ("syllables", SyllablesAsync),
        ("espeak-ng", async (_, measure) =>
        {
            await using var espeak = new EspeakEngine();
            await SpeakingAsync(espeak, Long, "Yes.", measure);
        }),
        ("Piper", async (_, measure) =>
        {
            await using var espeak = new EspeakEngine();
            using var piper = await PiperVoices.OpenAsync(espeak);
            await SpeakingAsync(piper, Long, "Yes.", measure);
        }),
        ("sherpa-onnx (the same Piper voice)", SherpaAsync),
        ("PocketSphinx", async (store, measure) =>
        {
            var models = EarsModels.From(store.Open("silero-vad"), store.Open("pocketsphinx-en-us"));
            await using var sphinx = new PocketSphinxRecogniser(models.Hearing, Path.Combine(store.Home.Cache, "ears"));
            await HearingAsync(sphinx, store, measure);
        }),
        ("Whisper", async (store, measure) =>
        {
            using var folder = new WhisperFolder();
            await using var whisper = WhisperRecogniser.Open(await folder.OpenAsync(store));
            await HearingAsync(whisper, store, measure);
        }),
        ("knowledge responder", async (_, measure) =>
        {
            using var knowledge = await BenchKnowledge.OpenAsync("linlytalker/en");
            await measure(new(c => ThinkAsync(new(knowledge), 40, c), () => ThinkAsync(new(knowledge), 1, default)));
        }),
        ("puppet, 512 × 512", (store, measure) => DrawingAsync(store, DrawAsync, measure)),
        ("ffmpeg, x264 512 × 512", (store, measure) => DrawingAsync(store, CodeAsync, measure)),
    ];

    private delegate Task Measure(StoppedEngine engine);

    public static async Task<int> RunAsync(string[] args)
    {
        var isGiven = int.TryParse(args.FirstOrDefault(), out var given);
        var (rounds, names) = (isGiven ? given : 30, args.Skip(isGiven ? 1 : 0).ToList());
        var store = ModelStore.FromEnvironment();
        Console.WriteLine("| engine | the work ms | cancelled to ended P50 / max ms | to the end of a short call after it P50 / max ms | that call alone ms | cancelled in time |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, runAsync) in Engines.Where(e => names.Count == 0 || names.Contains(e.Name)))
        {
            try
            {
                await runAsync(store, async engine => Console.WriteLine($"| {name} | {await Stopped.CancelAsync(engine, rounds)} |"));
            }
            catch (Exception e) when (e is ModelMissingException or NativeLibraryMissingException)
            {
                Console.WriteLine($"| {name} | {e.Message} | | | | |");
            }
        }

        return 0;
    }

    private static Task SyllablesAsync(ModelStore store, Measure measure)
    {
        var engine = new SyllableEngine(
            () => new SyllableBank(store.Open("gcin-syllables").Location),
            () => ChineseLexicon.Open(store.Open("pinyin-dictionary").Location));
        return SpeakingAsync(engine, string.Concat(Enumerable.Repeat(LongChinese, 20)), "是。", measure);
    }

    private static async Task SherpaAsync(ModelStore store, Measure measure)
    {
        var voices = (await PiperVoices.FoldersAsync()).Take(1).Select(f => PiperCopy.Make(
            f.Location, Path.Combine(store.Home.Cache, "bench", Path.GetFileName(f.Location) + "-sherpa"))).ToList();
        await using var sherpa = new SherpaEngine(() => voices);
        await SpeakingAsync(sherpa, Long, "Yes.", measure);
    }

    private static async Task SpeakingAsync(ISpeechEngine engine, string text, string next, Measure measure)
    {
        var voice = (await engine.VoicesAsync()).FirstOrDefault()
            ?? throw new ModelMissingException("No voice of it is here; 'linly models list' tells what can be pulled.");
        await measure(new(c => engine.SayAsync(text, voice, 1, c), () => engine.SayAsync(next, voice, 1)));
    }

    private static async Task HearingAsync(ISpeechRecogniser recogniser, ModelStore store, Measure measure)
    {
        var sound = (await BenchModels.SentencesAsync(store.Open("recordings-en"), 8)).SelectMany(s => s.Sound).ToArray();
        await measure(new(
            c => recogniser.RecogniseAsync(sound, new RecognitionRequest(), c),
            () => recogniser.RecogniseAsync(sound.AsMemory(0, 16000), new RecognitionRequest())));
    }

    private static async Task DrawingAsync(ModelStore store, Func<PortraitAvatar, double, CancellationToken, Task> work, Measure measure)
    {
        using var finder = BenchFace.Finder(store);
        var avatar = BenchFace.Avatar(store, "hopper", finder);
        avatar.For(512);
        await measure(new(c => work(avatar, 10, c), () => work(avatar, 0.04, default)));
    }

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

using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears.PocketSphinx;
using LinlyTalker.Ears.Recognition;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Media.Video;
using LinlyTalker.SystemTests.Ears.Whisper;
using LinlyTalker.SystemTests.Face.Landmarks;
using LinlyTalker.SystemTests.Media.Video;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Flite;
using LinlyTalker.Voice.Syllables;

namespace LinlyTalker.SystemTests.Stopping;

/// <summary>
/// A reply that is cancelled in the middle stops every engine that works for it, and the engine works again. How soon:
/// <c>linly-bench stops</c>. Piper's and sherpa-onnx's voices are with their engines' tests.
/// </summary>
[Collection(nameof(LiveEncoders))]
public sealed class StoppingTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("One can talk for a long time about nothing at all. ", 100));
    private static readonly string LongChinese = string.Concat(Enumerable.Repeat("您可以随时打断它，它会马上停下来听您说话。", 2000));
    private static readonly float[] Sound = [.. Enumerable.Range(0, 60 * 16000).Select(i => 0.3f * MathF.Sin(i * (0.02f + (0.01f * MathF.Sin(i * 3e-4f)))))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public Task Flite_stops_speaking() => SpeechAsync(new FliteEngine(), Long, "Yes.");

    [Fact(Timeout = 120_000)]
    public Task Joined_syllables_stop()
    {
        var (bank, pinyin) = (TestModels.Open("gcin-syllables"), TestModels.Open("pinyin-dictionary"));
        var engine = new SyllableEngine(() => new SyllableBank(bank.Location), () => ChineseLexicon.Open(pinyin.Location));
        return SpeechAsync(engine, LongChinese, "是。");
    }

    [Fact(Timeout = 120_000)]
    public async Task Espeak_stops_speaking()
    {
        await using var engine = new EspeakEngine();
        await SpeechAsync(engine, Long, "Yes.");
    }

    [Fact(Timeout = 120_000)]
    public async Task PocketSphinx_stops_hearing()
    {
        var home = Directory.CreateTempSubdirectory("linly-stop-");
        try
        {
            var models = EarsModels.From(TestModels.Open("silero-vad"), TestModels.Open("pocketsphinx-en-us"));
            await using var recogniser = new PocketSphinxRecogniser(models.Hearing, home.FullName);
            await RecognitionAsync(recogniser);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task Whisper_stops_hearing()
    {
        var home = Directory.CreateTempSubdirectory("linly-stop-");
        try
        {
            await using var recogniser = await WhisperFixture.OpenAsync(home.FullName);
            await RecognitionAsync(recogniser);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task The_knowledge_responder_stops()
    {
        var folder = Path.Combine(Repository.Root, "knowledge", "linlytalker", "en");
        using var knowledge = await KnowledgeBase.OpenAsync(folder, null, new TextAnalyser(Synonyms.Default), cancellation: Token);
        var brain = new KnowledgeResponder(knowledge);
        await StopAsync(
            async cancellation =>
            {
                while (true)
                {
                    await ReplyAsync(brain, cancellation);
                }
            },
            async () => Assert.NotEqual(0, await ReplyAsync(brain, Token)));
    }

    [Fact(Timeout = 120_000)]
    public Task The_puppet_and_its_coder_stop()
    {
        var avatar = Avatar();
        return StopAsync(c => CodeAsync(avatar, 60, c), async () => Assert.Equal(10, await CodeAsync(avatar, 0.4, Token)));
    }

    [Fact(Timeout = 120_000)]
    public Task The_puppet_stops()
    {
        var avatar = Avatar();
        return StopAsync(c => DrawAsync(avatar, 600, c), async () => Assert.Equal(10, await DrawAsync(avatar, 0.4, Token)));
    }

    private static async Task SpeechAsync(ISpeechEngine engine, string text, string next)
    {
        var voices = await engine.VoicesAsync(Token);
        Assert.SkipWhen(voices.Count == 0, "The engine's library is not on this machine; './linly doctor' names the command that installs it.");
        await StopAsync(
            c => engine.SayAsync(text, voices[0], 1, c),
            async () => Assert.NotEmpty((await engine.SayAsync(next, voices[0], 1, Token)).Samples));
    }

    private static Task RecognitionAsync(ISpeechRecogniser recogniser) => StopAsync(
        c => recogniser.RecogniseAsync(Sound, new RecognitionRequest(), c),
        async () => Assert.NotNull((await recogniser.RecogniseAsync(Sound.AsMemory(0, 16000), new RecognitionRequest(), Token)).Text));

    /// <summary>Cancels work that lasts for seconds while it runs.</summary>
    private static async Task StopAsync(Func<CancellationToken, Task> work, Func<Task> next)
    {
        await next();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        stop.CancelAfter(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work(stop.Token));
        await next();
    }

    private static async Task<int> ReplyAsync(KnowledgeResponder brain, CancellationToken cancellation)
    {
        var request = new ReplyRequest
        {
            User = UserId.Local,
            Conversation = ConversationId.New(),
            Persona = new Persona { Name = "Linly" },
            Utterance = Utterance.Typed("What can you do for me?", "en"),
        };
        return await brain.ReplyAsync(request, cancellation).CountAsync(cancellation);
    }

    private static PortraitAvatar Avatar()
    {
        using var finder = FaceModels.Finder();
        var photo = FaceModels.Astronaut();
        return new PortraitAvatar(photo, finder.Find(photo, Token)[0]);
    }

    private static async Task<int> DrawAsync(PortraitAvatar avatar, double seconds, CancellationToken cancellation)
    {
        var drawn = 0;
        await foreach (var frame in FramesAsync(avatar, seconds, cancellation))
        {
            frame.Dispose();
            drawn++;
        }

        return drawn;
    }

    private static async Task<int> CodeAsync(PortraitAvatar avatar, double seconds, CancellationToken cancellation)
    {
        var frames = FramesAsync(avatar, seconds, cancellation).Select(f => new FrameToEncode(f));
        return await new H264Encoder()
            .EncodeAsync(frames, new VideoEncoderOptions { Width = 256, Height = 256 }, cancellation).CountAsync(cancellation);
    }

    private static IAsyncEnumerable<VideoFrame> FramesAsync(PortraitAvatar avatar, double seconds, CancellationToken cancellation) =>
        new PuppetRenderer(avatar).RenderAsync(
            new[] { new FaceMoment(new AudioChunk(new float[(int)(seconds * 16000)], 16000, 0), null) }.ToAsyncEnumerable(),
            new RenderOptions { Size = 256 },
            cancellation);
}

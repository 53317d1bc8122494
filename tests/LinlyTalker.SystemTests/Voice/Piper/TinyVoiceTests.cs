using System.Text.Json;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Models.Folders;
using LinlyTalker.Models.Inference;
using LinlyTalker.Models.Onnx;
using LinlyTalker.Tests.Voice.Piper;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Piper.Net;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.SystemTests.Voice.Piper;

/// <summary>Random weights in the layout of Piper's voices: several speakers, and graphs that cannot be cut.</summary>
public sealed class TinyVoiceTests : IDisposable
{
    private static readonly long[] Ids = [1, 0, .. Enumerable.Range(3, 60).SelectMany(i => new long[] { i, 0 }), 2];

    private readonly string home = Directory.CreateTempSubdirectory("linly-tiny-").FullName;
    private readonly List<string> notes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Theory(Timeout = 60000)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Cut_in_three_it_says_what_the_whole_says(int speakers, bool hasDurationNoise)
    {
        using var whole = new WholeNet(TinyVits.Model(speakers, hasDurationNoise: hasDurationNoise), "tiny", new SessionOptions());
        using var cut = StreamingNet.TryOpen(TinyVits.Model(speakers, hasDurationNoise: hasDurationNoise), "tiny", new SessionOptions(), out var reason);
        Assert.True(cut is not null, reason);
        for (var speaker = 0; speaker < speakers; speaker++)
        {
            var request = new VitsRequest(Ids, speaker, 0, 2, 0, 0);
            var (expected, speech) = (whole.Start(request, Token), cut.Start(request, Token));
            Assert.Equal(expected.Starts, speech.Starts);
            Assert.Equal(TinyVits.SamplesPerFrame, speech.FrameSamples);
            var pieces = speech.Pieces.ToList();
            Assert.True(pieces.Count > 3, $"{pieces.Count} pieces");
            Assert.All(pieces.SelectMany(p => p).Zip(expected.Pieces.Single()), p => Assert.Equal(p.First, p.Second, 1e-5));
        }
    }

    [Fact(Timeout = 60000)]
    public void Speakers_differ_and_noise_is_repeatable()
    {
        using var cut = StreamingNet.TryOpen(TinyVits.Model(3), "tiny", new SessionOptions(), out _)!;
        float[] Say(int speaker, int seed) => [.. cut.Start(new(Ids, speaker, 0.7f, 1, 0.8f, seed), Token).Pieces.SelectMany(p => p)];
        Assert.Equal(Say(1, 4), Say(1, 4));
        Assert.NotEqual(Say(1, 4), Say(2, 4));
        Assert.NotEqual(Say(1, 4), Say(1, 5));
    }

    [Fact(Timeout = 60000)]
    public async Task A_voice_of_several_speakers_is_asked_for_by_number_or_name()
    {
        using var engine = await EngineAsync(TinyVits.Model(3), 3);
        Assert.Equal(3, Assert.Single(await engine.VoicesAsync(Token)).Speakers);
        Assert.Equal("piper:tiny#2", (await engine.FindAsync("piper:tiny#anna", Token))!.Name);
        Assert.Null(await engine.FindAsync("piper:tiny#3", Token));
        Assert.Null(await engine.FindAsync("piper:tiny#-1", Token));
        var second = await engine.SayAsync("abc", (await engine.FindAsync("piper:tiny#1", Token))!, 1, Token);
        var third = await engine.SayAsync("abc", (await engine.FindAsync("piper:tiny#2", Token))!, 1, Token);
        Assert.NotEqual(second.Samples, third.Samples);
        Assert.Equal(["abc"], second.Words.Select(w => w.Range.Of("abc")));
        Assert.Empty(notes);
    }

    [Fact(Timeout = 60000)]
    public async Task A_graph_of_another_layout_is_run_whole_and_says_so()
    {
        using var engine = await EngineAsync(TinyVits.Model(rounding: "Round"), 1);
        var chunks = new List<SpeechChunk>();
        var sentence = new Sentence { Index = 0, Text = "abc def", Spoken = "abc def", Language = "de" };
        await foreach (var chunk in new VoiceRouter([engine]).SpeakAsync(new[] { sentence }.ToAsyncEnumerable(), new SpeakOptions(), Token))
        {
            chunks.Add(chunk);
        }

        Assert.True(chunks.Sum(c => c.Audio.Samples.Length) > 100);
        Assert.True(chunks[^1].IsLast);
        Assert.All(chunks, c => Assert.Empty(c.Words));
        Assert.Contains("tiny", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60000)]
    public async Task What_the_voice_has_not_learnt_is_left_out_and_said_once()
    {
        using var engine = await EngineAsync(TinyVits.Model(), 1);
        var voice = (await engine.VoicesAsync(Token))[0];
        Assert.NotEmpty((await engine.SayAsync("aéb", voice, 1, Token)).Samples);
        await engine.SayAsync("aéb", voice, 1, Token);
        Assert.Contains("'\u0301'", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60000)]
    public async Task Durations_that_cannot_be_are_told_in_a_sentence()
    {
        var model = TinyVits.Model();
        model.Graph.Nodes.Single(n => n.Operator == "Ceil").Inputs[0] = "endless";
        model.Graph.Nodes.Insert(
            model.Graph.Nodes.FindIndex(n => n.Operator == "Ceil"),
            new OnnxNode { Operator = "Div", Inputs = ["dp.slow", "0f"], Outputs = ["endless"] });
        using var engine = await EngineAsync(model, 1);
        await Assert.ThrowsAnyAsync<Core.Errors.LinlyException>(
            async () => await engine.SayAsync("abc", (await engine.VoicesAsync(Token))[0], 1, Token));
    }

    [Fact(Timeout = 60000)]
    public async Task Numbers_that_are_no_sound_are_told_and_not_played()
    {
        var model = TinyVits.Model();
        var index = model.Graph.Initializers.FindIndex(w => w.Name == "post.weight");
        var weights = model.Graph.Initializers[index];
        float[] damaged = [.. Enumerable.Repeat(float.NaN, weights.Float32s().Length)];
        model.Graph.Initializers[index] = OnnxTensor.Of<float>(weights.Name, damaged, [.. weights.Shape]);
        using var engine = await EngineAsync(model, 1);
        var fault = await Assert.ThrowsAsync<Core.Errors.ModelFormatException>(
            async () => await engine.SayAsync("abc", (await engine.VoicesAsync(Token))[0], 1, Token));
        Assert.Contains("no sound", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Reads letters, so that no espeak-ng is asked.</summary>
    private async Task<PiperEngine> EngineAsync(OnnxModel model, int speakers)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "tiny")).FullName;
        OnnxWriter.Write(model, Path.Combine(folder, "voice.onnx"));
        var symbols = "_^$ abcdefghijklmnopqrstuvwxyz".Select((c, i) => KeyValuePair.Create(c.ToString(), new[] { i })).ToDictionary();
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "voice.json"),
            JsonSerializer.SerializeToUtf8Bytes(new
            {
                audio = new { sample_rate = 16000 },
                phoneme_type = "text",
                phoneme_id_map = symbols,
                num_speakers = speakers,
                speaker_id_map = new { anna = 2 },
                language = new { code = "de_DE" },
            }),
            Token);
        var description = new ModelDescription
        {
            Kind = "voice",
            Family = "piper",
            Version = "1",
            Licence = "MIT",
            Files = [],
            Roles = new Dictionary<string, string> { ["model"] = "voice.onnx", ["config"] = "voice.json" },
        };
        var written = await ModelFolderWriter.WriteAsync(folder, description, ["voice.onnx", "voice.json"], Token);
        return new(() => [written], new NoPhonemizer(), new() { Noted = notes.Add });
    }

    private sealed class NoPhonemizer : IPhonemizer
    {
        public Task<IReadOnlyList<IReadOnlyList<LinlyTalker.Native.Espeak.EspeakClause>>> PhonemizeAsync(
            string voice, IReadOnlyList<string> texts, CancellationToken cancellation = default) =>
            throw new NotSupportedException("A voice that reads letters needs no espeak-ng.");
    }
}

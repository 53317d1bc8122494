using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Models.Folders;
using LinlyTalker.Native.Espeak;
using LinlyTalker.Native.Worker;
using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Routing;

namespace LinlyTalker.Tests.Voice.Piper;

/// <summary>What an engine does before any model is loaded.</summary>
public sealed class PiperEngineTests : IDisposable
{
    private const string Config =
        """
        {"audio": {"sample_rate": 16000}, "espeak": {"voice": "en-us"}, "num_speakers": 3, "speaker_id_map": {"ann": 2},
         "phoneme_id_map": {"_": [0], "^": [1], "$": [2], "a": [3]}, "language": {"code": "en_US"}}
        """;

    private readonly string home = Directory.CreateTempSubdirectory("linly-piper-").FullName;
    private readonly List<string> notes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task Voices_are_named_by_their_folders_and_loaded_by_nobody()
    {
        using var engine = Engine(new Phonemizer(), await FolderAsync("piper-tiny", Config), await FolderAsync("bad", "{}"));
        var voice = Assert.Single(await engine.VoicesAsync(Token));
        Assert.Equal(("piper:piper-tiny", "en-US", 3), (voice.Name, voice.Language, voice.Speakers));
        Assert.Equal("piper:piper-tiny#2", (await engine.FindAsync("piper:tiny#ANN", Token))!.Name);
        Assert.Contains("bad", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_espeak_there_are_no_voices_that_need_it()
    {
        using var engine = Engine(
            new Phonemizer(new NativeLibraryMissingException("espeak-ng is missing.")), await FolderAsync("tiny", Config));
        Assert.Empty(await engine.VoicesAsync(Token));
        Assert.Equal(["espeak-ng is missing."], notes);
    }

    [Fact]
    public async Task A_worker_that_died_costs_one_voice_and_not_the_sentence()
    {
        using var engine = Engine(new Phonemizer(new WorkerDiedException("It died.")), await FolderAsync("tiny", Config));
        Assert.Single(await engine.VoicesAsync(Token));
        await AssertSaidByOtherAsync(engine, "It died.");
    }

    [Fact]
    public async Task A_model_that_is_garbage_costs_one_voice_and_not_the_sentence()
    {
        using var engine = Engine(new Phonemizer(), await FolderAsync("tiny", Config));
        await AssertSaidByOtherAsync(engine, "voice.onnx");
    }

    private static async Task AssertSaidByOtherAsync(PiperEngine engine, string told)
    {
        var fallen = new List<string>();
        var other = new ScriptedEngine("en", 16000);
        var sentence = new Sentence { Index = 0, Text = "Hello.", Spoken = "Hello.", Language = "en" };
        var chunks = 0;
        await foreach (var chunk in new VoiceRouter([engine, other], f => fallen.Add(f.ToString())).SpeakAsync(
            new[] { sentence }.ToAsyncEnumerable(), new SpeakOptions(), Token))
        {
            chunks++;
        }

        Assert.True(chunks > 0);
        Assert.Equal(["en-voice: Hello."], other.Said);
        Assert.Contains(told, Assert.Single(fallen), StringComparison.Ordinal);
    }

    private PiperEngine Engine(IPhonemizer phonemizer, params ModelFolder[] folders) =>
        new(() => folders, phonemizer, new() { Noted = notes.Add });

    private async Task<ModelFolder> FolderAsync(string name, string config)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "voice.onnx.json"), config, Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "voice.onnx"), "garbage", Token);
        var description = new ModelDescription { Kind = "voice", Family = "piper", Version = "1", Licence = "MIT", Files = [] };
        return await ModelFolderWriter.WriteAsync(folder, description, ["voice.onnx", "voice.onnx.json"], Token);
    }

    /// <summary>Hears an a in everything, or fails.</summary>
    private sealed class Phonemizer(Exception? failure = null) : IPhonemizer
    {
        public Task<IReadOnlyList<IReadOnlyList<EspeakClause>>> PhonemizeAsync(
            string voice, IReadOnlyList<string> texts, CancellationToken cancellation = default) =>
            failure is not null
                ? Task.FromException<IReadOnlyList<IReadOnlyList<EspeakClause>>>(failure)
                : Task.FromResult<IReadOnlyList<IReadOnlyList<EspeakClause>>>(
                    [.. texts.Select(t => (IReadOnlyList<EspeakClause>)[new("ˈa", t.Length)])]);
    }
}

using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Signal;
using LinlyTalker.Models.Folders;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Sherpa;

namespace LinlyTalker.SystemTests.Sherpa;

/// <summary>Voices of the worker, spoken by a tiny network.</summary>
public sealed class SherpaVoiceTests : IDisposable
{
    private const int Patience = 120_000;

    private readonly SherpaFolders folders = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folders.Dispose();

    [Fact(Timeout = Patience)]
    public async Task A_voice_of_letters_says_a_sentence_at_the_usual_level()
    {
        await using var engine = new SherpaEngine(() => [Letters()]);
        var voice = Assert.Single(await engine.VoicesAsync(Token));
        Assert.StartsWith("vits:", voice.Name, StringComparison.Ordinal);
        Assert.Equal("en", voice.Language);

        var said = await engine.SayAsync("Hello there, world.", voice, 1, Token);
        Assert.Equal(TinyVoices.SampleRate, said.SampleRate);
        Assert.InRange(said.Samples.Length, 10 * 512, 24 * 512);
        Assert.Empty(said.Phonemes);
        Assert.Same(SaidSentence.Nothing, await engine.SayAsync("…", voice, 1, Token));

        // A longer one sets the level for good.
        var longer = await engine.SayAsync("the quick brown fox jumps over the lazy dog, and then it sleeps for a while under the tree", voice, 1, Token);
        Assert.Equal(-18, LoudnessMeter.Measure(longer.Samples, longer.SampleRate), 1.5);
    }

    [Fact(Timeout = Patience)]
    public async Task Speakers_are_found_by_number_and_others_are_not_there()
    {
        await using var engine = new SherpaEngine(() => [Letters(speakers: 3)]);
        var first = Assert.Single(await engine.VoicesAsync(Token));
        Assert.Equal(3, first.Speakers);
        Assert.Equal($"{first.Name}#2", (await engine.FindAsync($"{first.Name}#2", Token))!.Name);
        Assert.Null(await engine.FindAsync($"{first.Name}#3", Token));
        Assert.Null(await engine.FindAsync("kokoro:nobody", Token));
    }

    [Fact(Timeout = Patience)]
    public async Task Kokoro_speaks_with_each_of_its_speakers()
    {
        RequireEspeakData();
        var model = folders.Write(
            "kokoro", "voice", ("model", "model.onnx", TinyVoices.Kokoro("af_heart", "bm_george", "zf_xiaoxiao")),
            ("voices", "voices.bin", TinyVoices.Styles(0.1f, 0.2f, 0.3f)), ("tokens", "tokens.txt", TinyVoices.Ipa()));
        await using var engine = new SherpaEngine(() => [model]);
        var voices = await engine.VoicesAsync(Token);
        Assert.Equal(["en-US", "en-GB", "zh-CN"], voices.Select(v => v.Language));
        Assert.Equal([VoiceGender.Female, VoiceGender.Male, VoiceGender.Female], voices.Select(v => v.Gender));

        var said = await engine.SayAsync("Good morning to you all, and welcome.", voices[1], 1, Token);
        Assert.Equal(24000, said.SampleRate);
        Assert.InRange(said.Samples.Length, 15 * 512, 60 * 512);
    }

    [Fact(Timeout = Patience)]
    public async Task A_list_of_styles_of_another_size_is_refused_before_the_library_ends_over_it()
    {
        var noted = new List<string>();
        var model = folders.Write(
            "kokoro", "voice", ("model", "model.onnx", TinyVoices.Kokoro("af_heart", "am_adam")),
            ("voices", "voices.bin", TinyVoices.Styles(0.1f)), ("tokens", "tokens.txt", TinyVoices.Ipa()));
        await using var engine = new SherpaEngine(() => [model], new() { Noted = noted.Add });
        Assert.Empty(await engine.VoicesAsync(Token));
        Assert.Contains("voices.bin", Assert.Single(noted), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_chinese_voice_reads_by_its_lexicon()
    {
        var model = folders.Write(
            "vits", "voice", ("model", "model.onnx", TinyVoices.Melo()), ("tokens", "tokens.txt", TinyVoices.MeloSymbols()),
            ("lexicon", "lexicon.txt", TinyVoices.MeloLexicon()));
        await using var engine = new SherpaEngine(() => [model]);
        var voice = Assert.Single(await engine.VoicesAsync(Token));
        Assert.Equal("zh-CN", voice.Language);

        var said = await engine.SayAsync("你好，天好。", voice, 1, Token);
        Assert.Equal(44100, said.SampleRate);

        // Eight sounds and two marks, with a blank around each.
        Assert.InRange(said.Samples.Length, 12 * 512, 24 * 512);
        Assert.True((await engine.SayAsync("你", voice, 1, Token)).Samples.Length < said.Samples.Length / 2);
    }

    [Fact(Timeout = Patience)]
    public async Task Matcha_speaks_by_two_networks()
    {
        RequireEspeakData();
        var model = folders.Write(
            "matcha", "voice", ("acoustic-model", "model.onnx", TinyVoices.Matcha()), ("vocoder", "hifigan.onnx", TinyVoices.Vocoder()),
            ("tokens", "tokens.txt", TinyVoices.Ipa()));
        await using var engine = new SherpaEngine(() => [model]);
        var voice = Assert.Single(await engine.VoicesAsync(Token));
        Assert.Equal("en-US", voice.Language);
        var said = await engine.SayAsync("Good morning.", voice, 1, Token);
        Assert.InRange(said.Samples.Length, 8 * 512, 30 * 512);
    }

    [Fact(Timeout = Patience)]
    public async Task ZipVoice_speaks_like_a_recording_whose_speaker_consents()
    {
        RequireEspeakData();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "I, Ada, agree that my voice is cloned.", Token);
        var consent = CloneConsent.Read(file);
        File.Delete(file);
        var reference = new AudioChunk(Tones.Of(1.5, 1, 2), Tones.SampleRate, 0);
        var clone = new VoiceClone(TinyClones.ZipVoice(folders), "ada", "en", reference, "Two tones, one after another.", consent);
        await using var engine = new SherpaEngine(() => [], new() { Clones = [clone], Noted = Assert.Fail });
        var voice = Assert.Single(await engine.VoicesAsync(Token));
        Assert.Equal("zipvoice:ada", voice.Name);

        var said = await engine.SayAsync("Good morning to all of you.", voice, 1, Token);
        Assert.Equal(24000, said.SampleRate);
        Assert.InRange(said.Samples.Length, 8 * 256 * 15, 8 * 256 * 40);
        Assert.Contains(said.Samples, sample => Math.Abs(sample) > 0.01f);

        var silent = clone with { ReferenceText = "" };
        var noted = new List<string>();
        await using var without = new SherpaEngine(() => [], new() { Clones = [silent], Noted = noted.Add });
        Assert.Empty(await without.VoicesAsync(Token));
        Assert.Contains("its words", Assert.Single(noted), StringComparison.Ordinal);
    }

    [Fact(Timeout = Patience)]
    public async Task A_sentence_that_is_cancelled_leaves_the_voice_as_it_was()
    {
        await using var engine = new SherpaEngine(() => [Letters()]);
        var voice = (await engine.VoicesAsync(Token))[0];
        var whole = await engine.SayAsync("one two three", voice, 1, Token);
        using var stop = new CancellationTokenSource();
        var saying = engine.SayAsync(string.Concat(Enumerable.Repeat("and so it goes on. ", 400)), voice, 1, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saying);
        Assert.Equal(whole.Samples.Length, (await engine.SayAsync("one two three", voice, 1, Token)).Samples.Length);
    }

    [Fact]
    public async Task A_folder_that_is_no_voice_is_told_and_left_out()
    {
        var noted = new List<string>();
        var broken = folders.Write("kokoro", "voice", ("model", "model.onnx", [1, 2, 3]), ("tokens", "tokens.txt", TinyVoices.Letters()));
        await using var engine = new SherpaEngine(() => [broken], new() { Noted = noted.Add });
        Assert.Empty(await engine.VoicesAsync(Token));
        Assert.Contains("not a whole ONNX model", Assert.Single(noted), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_clones_without_a_consent_that_says_something()
    {
        var folder = Directory.CreateTempSubdirectory("linly-consent-").FullName;
        try
        {
            var (absent, empty, blank, given) = (Path.Combine(folder, "absent"), Path.Combine(folder, "empty"), Path.Combine(folder, "blank"), Path.Combine(folder, "given"));
            await File.WriteAllTextAsync(empty, "", Token);
            await File.WriteAllTextAsync(blank, " \n\t\r\n", Token);
            await File.WriteAllTextAsync(given, "I, Ada, agree that my voice is cloned.", Token);
            Assert.Contains("no file", Assert.Throws<InputException>(() => CloneConsent.Read(absent)).Message, StringComparison.Ordinal);
            Assert.Contains("empty", Assert.Throws<InputException>(() => CloneConsent.Read(empty)).Message, StringComparison.Ordinal);
            Assert.Contains("says nothing", Assert.Throws<InputException>(() => CloneConsent.Read(blank)).Message, StringComparison.Ordinal);
            var consent = CloneConsent.Read(given);
            Assert.Equal("8203d9689e7b0d7d238c230b", consent.Sha256[..24]);

            // A cloning model without a recording and a consent has no voice at all.
            var model = folders.Write("pocket", "voice", ("lm-flow", "lm_flow.onnx", TinyListeners.Gtcrn()));
            Assert.True(SherpaEngine.Clones(model));
            await using var without = new SherpaEngine(() => [model]);
            Assert.Empty(await without.VoicesAsync(Token));
            var noted = new List<string>();
            var tooShort = new VoiceClone(model, "ada", "en", new AudioChunk(new float[100], 16000, 0), "", consent);
            await using var hasty = new SherpaEngine(() => [], new() { Clones = [tooShort], Noted = noted.Add });
            Assert.Empty(await hasty.VoicesAsync(Token));
            Assert.Contains("best 5 to 15", Assert.Single(noted), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void RequireEspeakData()
    {
        if (!Directory.Exists("/usr/lib/x86_64-linux-gnu/espeak-ng-data"))
        {
            Assert.Skip("espeak-ng's data are not here: sudo apt-get install espeak-ng-data");
        }
    }

    private ModelFolder Letters(int speakers = 0) =>
        folders.Write("vits", "voice", ("model", "v.onnx", TinyVoices.Vits(speakers)), ("tokens", "tokens.txt", TinyVoices.Letters()));
}

using LinlyTalker.Core.Errors;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Voice.Engines;
using LinlyTalker.Voice.Espeak;

namespace LinlyTalker.SystemTests.Voice;

public sealed class EspeakEngineTests : IAsyncLifetime
{
    private readonly EspeakEngine engine = new();
    private IReadOnlyList<VoiceInfo> voices = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => voices = await engine.VoicesAsync(Token);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    [Fact(Timeout = 60000)]
    public void The_library_lists_its_languages_without_the_voice_that_is_broken()
    {
        Need();
        Assert.True(voices.Count > 90, $"{voices.Count} voices");
        Assert.Equal(voices.Count, voices.Select(v => v.Name).Distinct().Count());
        Assert.DoesNotContain(voices, v => v.Name == "espeak-cmn");
        Assert.Equal("espeak-cmn-latn-pinyin", voices.First(v => v.Language == "zh-CN").Name);
        Assert.Equal("fr-FR", voices.First(v => v.Language.StartsWith("fr", StringComparison.Ordinal)).Language);
    }

    [Theory(Timeout = 60000)]
    [InlineData("de", "Ich möchte zwei Äpfel, bitte.", "Ich|möchte|zwei|Äpfel|bitte")]
    [InlineData("fr-FR", "Bonjour, ça va bien ?", "Bonjour|ça|va|bien")]
    [InlineData("es", "¿Cómo está usted?", "Cómo|está|usted")]
    [InlineData("ru", "Привет, как дела?", "Привет|как|дела")]
    [InlineData("en-US", "Hello 😀 there, my friend.", "Hello|there|my|friend")]
    public async Task Words_are_ranges_of_the_written_text(string language, string text, string words)
    {
        var said = await Say(language, text);
        Assert.Equal(words.Split('|'), said.Words.Select(w => w.Range.Of(text)));
        Assert.All(said.Words.Zip(said.Words.Skip(1)), p => Assert.True(p.First.Span.End <= p.Second.Span.Start));
    }

    [Fact(Timeout = 120000)]
    public async Task Every_voice_speaks_and_its_phonemes_are_in_the_inventory()
    {
        Need();
        foreach (var voice in voices)
        {
            var said = await engine.SayAsync(Sample(voice.Language), voice, 1, Token);
            Assert.True(said.Samples.Length > 2000, $"{voice.Name} gave {said.Samples.Length} samples");
            Assert.True(said.Phonemes.Count(p => p.Ipa.Length > 0) > 1, $"{voice.Name} gave no phonemes");
            Assert.All(said.Phonemes, p => Assert.NotNull(PhonemeInventory.Find(p.Ipa)));
            Assert.Equal(0, said.Phonemes[0].Span.Start);
            Assert.Equal(said.Samples.Length, said.Phonemes[^1].Span.End);
            Assert.All(said.Phonemes.Zip(said.Phonemes.Skip(1)), p => Assert.Equal(p.First.Span.End, p.Second.Span.Start));
        }
    }

    [Fact(Timeout = 60000)]
    public async Task Mandarin_reads_characters_with_their_sounds()
    {
        var said = await Say("zh-CN", "你好，中国");
        var ipa = string.Concat(said.Phonemes.Select(p => p.Ipa));
        Assert.StartsWith("ni", ipa, StringComparison.Ordinal);
        Assert.Contains("ʈʂʊŋk", ipa, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60000)]
    public async Task The_library_is_in_the_worker_and_never_in_this_process()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the list of loaded libraries is read from /proc");
        }

        Assert.NotEmpty((await Say("de", "Guten Tag.")).Samples);
        Assert.DoesNotContain("espeak", await File.ReadAllTextAsync("/proc/self/maps", Token), StringComparison.Ordinal);
    }

    [Theory(Timeout = 60000)]
    [InlineData("😀")]
    [InlineData("...")]
    [InlineData("\uD83D\0")]
    public async Task What_has_no_words_gives_no_sound(string text) => Assert.Empty((await Say("de", text)).Samples);

    [Fact(Timeout = 120000)]
    public async Task Many_sentences_at_once_are_each_said_whole()
    {
        var alone = await Say("de", "Viele Leute reden.");
        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Say("de", "Viele Leute reden.")));
        Assert.All(all, s =>
        {
            // Equal to a period of the voice: the synthesiser's oscillator runs on from sentence to sentence.
            Assert.InRange(s.Samples.Length, alone.Samples.Length - 300, alone.Samples.Length + 300);
            Assert.Equal(alone.Phonemes.Select(p => p.Ipa), s.Phonemes.Select(p => p.Ipa));
            Assert.Equal(alone.Words.Select(w => w.Range), s.Words.Select(w => w.Range));
        });
    }

    [Fact(Timeout = 60000)]
    public async Task The_rate_changes_the_length_and_a_cancelled_sentence_does_not_come()
    {
        var usual = await Say("de", "Das ist ein kleiner Versuch mit der Geschwindigkeit.");
        var fast = await Say("de", "Das ist ein kleiner Versuch mit der Geschwindigkeit.", 2);
        Assert.InRange(usual.Samples.Length / (double)fast.Samples.Length, 1.5, 2.5);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var voice = voices.First(v => v.Language == "de");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.SayAsync("Nein.", voice, 1, cancelled.Token));
        Assert.NotEmpty((await Say("de", "Doch.")).Samples);
    }

    private Task<SaidSentence> Say(string language, string text, float rate = 1)
    {
        Need();
        return engine.SayAsync(text, voices.First(v => v.Language == language), rate, Token);
    }

    private void Need()
    {
        if (voices.Count == 0)
        {
            Assert.Skip("espeak-ng is missing: apt-get install libespeak-ng1 espeak-ng-data");
        }
    }

    /// <summary>Letters of the language's own script, where it has one.</summary>
    private static string Sample(string language) => language.Split('-')[0] switch
    {
        "zh" or "yue" or "hak" => "你好，我们走吧",
        "ja" => "こんにちは",
        "ko" => "안녕하세요",
        "ru" or "uk" or "be" or "bg" or "mk" or "kk" or "ky" or "tt" or "ba" or "cv" or "nog" => "Привет мама",
        "el" or "grc" => "Καλημέρα μαμά",
        "ar" or "fa" or "ur" or "sd" or "ug" => "مرحبا بك",
        "he" => "שלום לכם",
        "hi" or "mr" or "ne" or "kok" => "नमस्ते दुनिया",
        "bn" or "as" or "bpy" => "নমস্কার বন্ধু",
        "pa" => "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
        "gu" => "નમસ્તે મિત્ર",
        "or" => "ନମସ୍କାର ବନ୍ଧୁ",
        "ta" => "வணக்கம் நண்பா",
        "te" => "నమస్కారం మిత్రమా",
        "kn" => "ನಮಸ್ಕಾರ ಗೆಳೆಯ",
        "ml" => "നമസ്കാരം സുഹൃത്തേ",
        "si" => "ආයුබෝවන් මිතුරා",
        "th" => "สวัสดีครับ",
        "my" or "shn" => "မင်္ဂလာပါ",
        "ka" => "გამარჯობა მეგობარო",
        "hy" or "hyw" => "Բարեւ ընկեր",
        "am" => "ሰላም ወዳጄ",
        "chr" => "ᎣᏏᏲ ᎣᎩᎾᎵᎢ",
        _ => "mama papa limona",
    };
}

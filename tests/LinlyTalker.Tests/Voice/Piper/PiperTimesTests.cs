using LinlyTalker.Core.Flow;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Piper.Net;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.Tests.Voice.Piper;

public class PiperTimesTests
{
    private const int Frame = 256;

    [Fact]
    public void A_symbol_begins_with_the_pad_before_it_one_frame_early()
    {
        var (phonemes, words) = Read("pˈaː.", new SymbolWord(0, 4, new(10, 3)));

        // ^ _ p _ ˈ _ a _ ː _ . _ $: one frame each.
        Assert.Equal([new PhonemeSpan("p", Frames(0, 2)), new("a", Frames(2, 8), 1), new("", Frames(8, 13))], phonemes);
        Assert.Equal([new WordSpan(new(10, 3), Frames(0, 8))], words);
    }

    [Fact]
    public void Two_symbols_of_one_sound_are_one_and_a_border_belongs_to_the_sound_before()
    {
        var (phonemes, _) = Read("tʃ a, dʒ");
        Assert.Equal(["tʃ", "a", "", "dʒ", ""], phonemes.Select(p => p.Ipa));
        Assert.All(phonemes.Zip(phonemes.Skip(1)), p => Assert.Equal(p.First.Span.End, p.Second.Span.Start));
    }

    [Fact]
    public void A_model_without_times_gives_none()
    {
        var symbols = new UtteranceSymbols(["a"], [new(0, 1, new(0, 1))]);
        var (phonemes, words) = PiperTimes.Read(symbols, Table.Encode(symbols.Symbols), new(null, 0, 1000, []), 22050);
        Assert.Empty(phonemes);
        Assert.Empty(words);
    }

    [Fact]
    public void A_symbol_that_the_voice_lacks_takes_no_time()
    {
        var (phonemes, _) = Read("aʘb");
        Assert.Equal(["a", "b", ""], phonemes.Select(p => p.Ipa));
    }

    private static SymbolTable Table { get; } = new(
        "^_$pˈaː., tʃdʒb".Distinct().Select((c, i) => KeyValuePair.Create(c.ToString(), new long[] { i })).ToDictionary(), []);

    private static (List<PhonemeSpan> Phonemes, List<WordSpan> Words) Read(string ipa, params SymbolWord[] words)
    {
        var symbols = new UtteranceSymbols([.. ipa.Select(c => c.ToString())], words);
        var encoded = Table.Encode(symbols.Symbols);
        long[] starts = [.. Enumerable.Range(0, encoded.Ids.Length + 1).Select(i => (long)i * Frame)];
        return PiperTimes.Read(symbols, encoded, new(starts, Frame, starts[^1], []), 22050);
    }

    private static SampleSpan Frames(int start, int end) => new(start * Frame, end * Frame);
}

using LinlyTalker.Core.Flow;
using LinlyTalker.Language.Chinese;
using LinlyTalker.Language.Chinese.Speech;
using LinlyTalker.Language.Normalisation;
using LinlyTalker.Language.Normalisation.English;
using LinlyTalker.Language.Phonemes;
using LinlyTalker.Language.Pronunciation;

namespace LinlyTalker.Voice.Aligned;

/// <summary>
/// The sounds that a text should hold: English by the dictionary, Chinese by its readings, and anything else by its
/// letters, which is enough for lips that move in time.
/// </summary>
/// <param name="english">Opens the dictionary when it is first needed; null: English goes by its letters.</param>
/// <param name="chinese">Opens the readings when they are first needed; null: each character opens the mouth once.</param>
public sealed class TextSounds(Func<Lexicon>? english = null, Func<ChineseLexicon>? chinese = null)
{
    private const float VowelWeight = 1;
    private const float ConsonantWeight = 0.65f;
    private const float LastWordFactor = 1.5f; // Of 1, 1.5 and 1.9 the best by the benchmark align.

    /// <summary>Letters whose sound is another sign; the rest sound as they look.</summary>
    private static readonly IReadOnlyDictionary<char, string> Letters = new Dictionary<char, string>
    {
        ['a'] = "a", ['c'] = "k", ['g'] = "ɡ", ['j'] = "dʒ", ['q'] = "k", ['r'] = "ɹ", ['x'] = "s", ['y'] = "i",
    };

    private static readonly EnglishNormaliser EnglishText = new();
    private static readonly ChineseNormaliser ChineseText = new();

    private readonly Lazy<Pronouncer>? pronouncer = english is null ? null : new(() => new Pronouncer(english()));
    private readonly Lazy<ChineseReader>? reader = chinese is null ? null : new(() => new ChineseReader(chinese()));

    internal IReadOnlyList<ExpectedWord> Of(string text)
    {
        var isChinese = text.Any(Han.Is);
        var words = new List<ExpectedWord>();
        foreach (var word in isChinese ? ChineseText.Normalise(text) : EnglishText.Normalise(text))
        {
            if (Han.Is(word.Text[0]))
            {
                AddCharacters(words, word, text);
            }
            else if (Latin(word.Text) is { Count: > 0 } sounds)
            {
                words.Add(new ExpectedWord(word.Source, sounds, word.Mark));
            }
            else if (words.Count > 0 && word.Mark != '\0')
            {
                words[^1] = words[^1] with { Mark = word.Mark };
            }
        }

        return words.Count > 0 ? [.. words.Select((word, i) => i == words.Count - 1 || word.Mark != '\0' ? Lengthened(word) : word)] : Bare(text);
    }

    /// <summary>The last word before a pause is said slower.</summary>
    private static ExpectedWord Lengthened(ExpectedWord word) =>
        word with { Sounds = [.. word.Sounds.Select(sound => sound with { Weight = sound.Weight * LastWordFactor })] };

    private void AddCharacters(List<ExpectedWord> words, SpokenWord run, string text)
    {
        // What was rewritten (a number, a date) is one word of the text.
        var asWritten = run.Source.Of(text) == run.Text;
        var first = words.Count;
        if (reader is null)
        {
            words.AddRange(run.Text.Select((_, i) => new ExpectedWord(Range(i), [new("ə", VowelWeight)], '\0')));
        }
        else
        {
            words.AddRange(reader.Value.Read(run.Text).Select(syllable => new ExpectedWord(Range(syllable.Range.Start), Of(syllable), '\0')));
        }

        if (words.Count > first)
        {
            words[^1] = words[^1] with { Mark = run.Mark };
        }

        TextRange Range(int at) => asWritten ? new(run.Source.Start + at, 1) : run.Source;
    }

    private static IReadOnlyList<ExpectedSound> Of(Syllable syllable) => PinyinPhonemes.Syllable(syllable.Pinyin) is { } sounds
        ? [
            .. sounds.Initial.Length > 0 ? [new ExpectedSound(sounds.Initial, ConsonantWeight)] : Array.Empty<ExpectedSound>(),
            .. sounds.Final.Select(part => new ExpectedSound(part.Ipa, part.Share * (syllable.Tone == 0 ? VowelWeight : 1.5f * VowelWeight))),
        ]
        : [new("ə", VowelWeight)];

    private IReadOnlyList<ExpectedSound> Latin(string word) => pronouncer?.Value.Of(word) is [var phones, ..]
        ? [.. phones.Split(' ').SelectMany(Parts)]
        : [.. word.Where(char.IsLetterOrDigit).Select(letter => Letter(char.ToLowerInvariant(letter)))];

    private static IEnumerable<ExpectedSound> Parts(string phone)
    {
        var parts = Arpabet.Read(phone);
        return parts.Select(part => new ExpectedSound(part.Ipa, WeightOf(part.Ipa) * (parts.Count > 1 ? 1.4f * part.Share : 1)));
    }

    private static ExpectedSound Letter(char letter)
    {
        var ipa = Letters.GetValueOrDefault(letter) ?? (PhonemeInventory.Find(letter.ToString()) is { } known ? known.Ipa : "ə");
        return new(ipa, WeightOf(ipa));
    }

    private static float WeightOf(string ipa) => PhonemeInventory.Find(ipa)?.IsVowel == true ? VowelWeight : ConsonantWeight;

    /// <summary>Scripts that no normaliser here knows: every letter is a sound of its own.</summary>
    private static IReadOnlyList<ExpectedWord> Bare(string text) =>
        [.. text.Select((letter, at) => (letter, at)).Where(pair => char.IsLetterOrDigit(pair.letter))
            .Select(pair => new ExpectedWord(new TextRange(pair.at, 1), [Letter(char.ToLowerInvariant(pair.letter))], '\0'))];
}

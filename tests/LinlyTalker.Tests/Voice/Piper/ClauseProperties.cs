using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Native.Espeak;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.Tests.Voice.Piper;

/// <summary>Whatever people write and whatever espeak-ng answers.</summary>
public class ClauseProperties
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(3, 7);

    private static readonly Gen<string> Text =
        from parts in Gen.Elements("Hello", "Dr.", "…", "...", " ", "\n\n", "é", "résumé", "12", "$3.50", "你好", "。", "(", "😀", "\uD83D", "\0", "a.m.", ", ", "?!", "A", "—", "и", "\u0301").ListOf()
        select string.Concat(parts);

    private static readonly Gen<string> Sounds =
        from parts in Gen.Elements("h_ə_l_ˈoʊ", " ", "_", "(en)", "ʌvðə", "aɪ_", "ː", "", "\u0303", "t_ʃ", "💥", "(").ListOf()
        select string.Concat(parts);

    [Fact]
    public void Every_text_becomes_readable_and_its_words_lie_within_it()
    {
        Check.One(Seeded, Prop.ForAll(Text.ToArbitrary(), Gen.Elements("en-US", "de", "zh-CN", "und").ToArbitrary(), (text, language) =>
        {
            var readable = ReadableText.Of(text, language);
            return readable.Words.All(w => w.Range.Length > 0 && w.Range.End <= readable.Text.Length && w.Source.End <= text.Length)
                && readable.Words.Zip(readable.Words.Skip(1)).All(p => p.First.Range.End <= p.Second.Range.Start && p.First.Source.Start <= p.Second.Source.Start);
        }));
    }

    [Fact]
    public void Every_answer_becomes_utterances_whose_words_stand_in_order()
    {
        var clause = from sounds in Sounds from end in Gen.Choose(-3, 60) select new EspeakClause(sounds, end);
        var clauses = clause.ListOf().Select(list => list.ToArray());
        Check.One(Seeded, Prop.ForAll(Text.ToArbitrary(), clauses.ToArbitrary(), clauses.ToArbitrary(), (text, said, words) =>
        {
            var readable = ReadableText.Of(text, "en-US");
            var alone = readable.Words.Select((_, i) => (IReadOnlyList<EspeakClause>)[.. words.Skip(i).Take(1)]).ToList();
            var utterances = ClauseReader.Read(readable, said, alone);
            return utterances.All(u => u.Symbols.Count > 0
                && u.Words.All(w => w.Start >= 0 && w.Start < w.End && w.End <= u.Symbols.Count)
                && u.Words.Zip(u.Words.Skip(1)).All(p => p.First.End <= p.Second.Start));
        }));
    }
}

using System.Globalization;
using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Terms;

namespace LinlyTalker.Brain.Knowledge;

/// <summary>The analysis of a passage, to and from the text that the index stores.</summary>
internal sealed record PassageAnalysis(IReadOnlyList<AnalysedText> Questions, AnalysedText Body, AnalysedText Context)
{
    public static PassageAnalysis Of(Passage passage, TextAnalyser analyser) => new(
        [.. passage.Questions.Select(q => analyser.Analyse(q))],
        analyser.Analyse(PlainText.Of(passage.Answer), withSounds: false),
        analyser.Analyse($"{passage.Context} {Path.GetFileNameWithoutExtension(passage.File)}", withSounds: false));

    public IndexedPassage Index(long id, Passage passage) => new(
        id, passage,
        [.. Questions.Select(q => new IndexedQuestion(q.Keys.ToHashSet(StringComparer.Ordinal), q.Terms, q.Sounds))],
        Body.Keys.ToHashSet(StringComparer.Ordinal),
        Context.Keys.ToHashSet(StringComparer.Ordinal));

    // Sections by line: body, context, then each question; in a line the sounds, then terms: key weight concept concept….
    public string Write() => string.Join('\n', Questions.Prepend(Context).Prepend(Body).Select(Line));

    public static PassageAnalysis Read(string text)
    {
        var lines = text.Split('\n').Select(Parse).ToArray();
        return new PassageAnalysis(lines[2..], lines[0], lines[1]);
    }

    private static string Line(AnalysedText text) => string.Join('\t', text.Terms
        .Select(t => string.Join(' ', t.Concepts.Prepend(t.Weight.ToString("0.##", CultureInfo.InvariantCulture)).Prepend(t.Key)))
        .Prepend(text.Sounds));

    private static AnalysedText Parse(string line)
    {
        var parts = line.Split('\t');
        var terms = parts.Skip(1).Select(p => p.Split(' '))
            .Select(p => new Term(p[0], float.Parse(p[1], CultureInfo.InvariantCulture), p[2..]));
        return new AnalysedText([.. terms], [], parts[0]);
    }
}

using FsCheck;
using FsCheck.Fluent;
using LinlyTalker.Ears.LanguageModel;
using LinlyTalker.Tests.House;

namespace LinlyTalker.Tests.Ears.LanguageModel;

public class ArpaTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(7, 7).WithMaxTest(100);

    [Fact]
    public void A_model_of_four_sentences_is_written_as_an_independent_program_writes_it()
    {
        string[] sentences =
        [
            "the shop opens at nine", "the shop closes at six", "where is the shop", "linly opens the shop",
        ];
        using var written = new StringWriter();
        ArpaWriter.Write(TrigramModel.Estimate(sentences.Select(s => s.Split(' '))), written);

        // Made by a Python program of its own, which computes each probability by recursion from raw counts.
        var golden = File.ReadAllText(Path.Combine(
            Repository.Root, "tests", "LinlyTalker.Tests", "Ears", "LanguageModel", "four-sentences.arpa"));
        Assert.Equal(Lines(golden), Lines(written.ToString()));
    }

    [Fact]
    public void After_every_history_the_probabilities_add_up_to_one() => Prop.ForAll(Sentences().ToArbitrary(), sentences =>
    {
        var model = TrigramModel.Estimate(sentences);
        var grams = model.Orders.SelectMany(o => o).ToDictionary(g => string.Join(' ', g.Words));
        var vocabulary = model.Orders[0].Select(g => g.Words[0]).Where(w => w != TrigramModel.Begin).ToList();
        foreach (var history in model.Orders.Take(2).SelectMany(o => o).Select(g => g.Words).Append([]).Where(h => !h.Contains(TrigramModel.End)))
        {
            Assert.Equal(1, vocabulary.Sum(word => Probability(grams, [.. history, word])), 1e-4);
        }
    }).Check(Seeded);

    private static Gen<string[][]> Sentences() =>
        Gen.Elements("a", "b", "c", "d").ArrayOf().Where(s => s.Length is > 0 and < 6).ArrayOf().Where(s => s.Length > 0);

    /// <summary>Katz's recursion, as a recogniser reads the file.</summary>
    private static double Probability(Dictionary<string, NGram> grams, string[] words) =>
        grams.TryGetValue(string.Join(' ', words), out var seen) ? seen.Probability
        : (grams.TryGetValue(string.Join(' ', words[..^1]), out var history) ? history.BackOff : 1) * Probability(grams, words[1..]);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

using LinlyTalker.Brain.Documents;
using LinlyTalker.Brain.Evaluation;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Errors;
using LinlyTalker.Tests.House;

namespace LinlyTalker.Tests.Brain.Evaluation;

public sealed class EvaluationTests
{
    private static readonly string[] Bases = ["linlytalker/en", "linlytalker/zh", "shop/en", "shop/zh"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Four_of_five_questions_get_the_right_source_and_hardly_any_is_answered_unknown(bool heldOut)
    {
        var results = new List<EvaluationResult>();
        foreach (var name in Bases)
        {
            using var knowledge = await Open(name);
            var questions = EvaluationFile.Read(knowledge.Folder).Where(q => q.IsHeldOut == heldOut).ToArray();
            results.AddRange(await Evaluator.RunAsync(knowledge, new KnowledgeResponder(knowledge), questions, TestContext.Current.CancellationToken));
        }

        var report = new EvaluationReport(results);
        var figures = string.Join('\n', report.Lines());
        Assert.True(report.Known >= 50 && report.Unknown >= 10, figures);
        Assert.True(report.RightShare >= 0.8, figures);
        Assert.True(report.InventedShare <= 0.1, figures);
    }

    [Fact]
    public async Task The_bases_that_ship_have_nothing_wrong_and_enough_questions_held_out()
    {
        foreach (var name in Bases)
        {
            using var knowledge = await Open(name);
            Assert.Empty(knowledge.Problems);
            Assert.Empty(KnowledgeReview.Of(knowledge.All()));
            var questions = EvaluationFile.Read(knowledge.Folder);
            Assert.True(questions.Count(q => q.IsHeldOut) >= 11);
        }
    }

    [Theory]
    [InlineData("- { kind: odd, ask: a, source: b }", "line 1: \"kind\" is one of")]
    [InlineData("\n- { kind: plain, ask: a }", "line 2: \"source\" is missing")]
    [InlineData("- { kind: plain, source: a }", "line 1: \"ask\" is missing")]
    [InlineData("- { kind: plain, ask: a, source: b, split: half }", "\"split\" is development or held-out")]
    [InlineData("- { kind: plain, ask: a, expect: perhaps, source: b }", "\"expect\" is answer, clarify or unknown")]
    [InlineData("kind: plain", "should be a list of questions")]
    public void What_is_wrong_in_a_question_is_named_by_its_line(string yaml, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write(EvaluationFile.Name, yaml);
        Assert.Contains(message, Assert.Throws<InputException>(() => EvaluationFile.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_the_base_does_not_have_is_refused()
    {
        using var knowledge = await Open("shop/en");
        EvaluationQuestion[] questions = [new() { Ask = "a", Kind = "plain", Expect = ReplyKind.Answer, Sources = ["faq.csv#None"], Line = 3 }];
        var fault = await Assert.ThrowsAsync<InputException>(
            () => Evaluator.RunAsync(knowledge, new KnowledgeResponder(knowledge), questions, TestContext.Current.CancellationToken));
        Assert.Contains("line 3", fault.Message, StringComparison.Ordinal);
    }

    private static Task<KnowledgeBase> Open(string name) => KnowledgeBase.OpenAsync(
        Path.Combine(Repository.Root, "knowledge", name), null, new TextAnalyser(Synonyms.Default), TestContext.Current.CancellationToken);
}

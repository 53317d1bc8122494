using LinlyTalker.Brain.Domain;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Tests.Brain.Domain;

public sealed class KnowledgeDomainTests
{
    [Fact]
    public async Task The_recogniser_gets_questions_answers_names_and_a_hash_of_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.md", "# Shop\n## Which languages?\nWe speak *German* and LinlyTalk. Run `./x --y` today!\n");
        var domain = await Of(folder, new Persona { Name = "Nora Lee", Greeting = "Welcome to Pine." });
        Assert.Equal(2, domain.Sentences.Count(s => s == "Which languages?"));
        Assert.Contains("We speak German and LinlyTalk.", domain.Sentences);
        Assert.DoesNotContain(domain.Sentences, s => s.Contains("--y", StringComparison.Ordinal));
        Assert.Contains("Welcome to Pine.", domain.Sentences);
        Assert.Equal(["German", "Lee", "LinlyTalk", "Nora", "Pine"], domain.Terms);
        Assert.Equal(64, domain.Hash.Length);
    }

    [Fact]
    public async Task The_hash_follows_the_content()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.md", "# A\nOne.");
        var first = await Of(folder, null);
        Assert.Equal(first.Hash, (await Of(folder, null)).Hash);
        folder.Write("a.md", "# A\nTwo.");
        Assert.NotEqual(first.Hash, (await Of(folder, null)).Hash);
    }

    private static async Task<DomainText> Of(TemporaryFolder folder, Persona? persona)
    {
        using var knowledge = await KnowledgeBase.OpenAsync(folder.Path, null, new TextAnalyser(Synonyms.Default), TestContext.Current.CancellationToken);
        return KnowledgeDomain.Of(knowledge, persona);
    }
}

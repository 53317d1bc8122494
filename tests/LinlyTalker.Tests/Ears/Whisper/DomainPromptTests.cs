using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.Whisper;
using LinlyTalker.Tests.Ears.Whisper.Tokens;

namespace LinlyTalker.Tests.Ears.Whisper;

public class DomainPromptTests
{
    [Fact]
    public void Terms_are_shown_as_a_list()
    {
        var vocabulary = SmallVocabulary.Make();
        var prompt = new DomainPrompt(vocabulary, 100);
        Assert.Equal(" Glossary: the world, Linly.", vocabulary.Text(prompt.Tokens(new DomainText("1", [], ["the world", "Linly"]))));
        Assert.Equal(" Glossary: hello.", vocabulary.Text(prompt.Tokens(new DomainText("2", [], ["hello"]))));
    }

    [Fact]
    public void The_list_ends_where_it_is_full()
    {
        var prompt = new DomainPrompt(SmallVocabulary.Make(), 30);
        var tokens = prompt.Tokens(new DomainText("1", [], [.. Enumerable.Range(0, 1000).Select(i => $"term{i}")]));
        Assert.InRange(tokens.Length, 15, 30);
    }

    [Fact]
    public void Without_terms_nothing_is_shown()
    {
        Assert.Empty(new DomainPrompt(SmallVocabulary.Make(), 100).Tokens(DomainText.Empty));
        Assert.Empty(new DomainPrompt(SmallVocabulary.Make(), 0).Tokens(new DomainText("1", [], ["hello"])));
    }
}

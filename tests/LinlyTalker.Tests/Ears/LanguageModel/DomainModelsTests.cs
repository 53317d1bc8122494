using LinlyTalker.Core.Flow;
using LinlyTalker.Ears.LanguageModel;

namespace LinlyTalker.Tests.Ears.LanguageModel;

public sealed class DomainModelsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-domain-");
    private readonly DomainModels models;

    public DomainModelsTests()
    {
        var lexicon = Path.Combine(folder.FullName, "words.dict");
        File.WriteAllText(lexicon, "hello HH AH L OW\nworld W ER L D\nworlds W ER L D Z\nb B IY\np P IY\nx EH K S\n");
        models = new DomainModels(Path.Combine(folder.FullName, "cache"), lexicon, 0.8f);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_domain_becomes_a_language_model_and_the_sounds_of_the_words_that_the_lexicon_lacks()
    {
        var model = models.Get(new DomainText("abc", ["Hello, world!"], ["PBX"]));

        Assert.NotNull(model);
        Assert.Contains("hello world", File.ReadAllText(model.LanguageModel), StringComparison.Ordinal);
        Assert.Equal("pbx P IY B IY EH K S\n", File.ReadAllText(model.Words));
    }

    [Fact]
    public void The_same_hash_is_made_once_and_another_hash_again()
    {
        var first = models.Get(new DomainText("abc", ["Hello, world!"], []))!;
        var made = File.GetLastWriteTimeUtc(first.LanguageModel);

        Assert.Equal(first, models.Get(new DomainText("abc", ["Hello, world!"], [])));
        Assert.Equal(made, File.GetLastWriteTimeUtc(first.LanguageModel));
        Assert.NotEqual(first, models.Get(new DomainText("def", ["Hello, world!"], [])));
    }

    [Fact]
    public void Sentences_in_Chinese_are_left_out_and_nothing_else_makes_no_model()
    {
        Assert.Null(models.Get(DomainText.Empty));
        Assert.Null(models.Get(new DomainText("zh", ["你好，世界。"], ["林立"])));

        var mixed = models.Get(new DomainText("mixed", ["你好，世界。", "Hello 世界", "hello worlds"], []))!;
        var text = File.ReadAllText(mixed.LanguageModel);
        Assert.Contains("hello worlds", text, StringComparison.Ordinal);
        Assert.DoesNotContain("世", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_models_are_forgotten_when_there_are_many()
    {
        for (var i = 0; i < 40; i++)
        {
            models.Get(new DomainText($"{i}", ["hello world"], []));
        }

        Assert.Equal(32, Directory.GetFiles(Path.Combine(folder.FullName, "cache"), "*.arpa").Length);
        Assert.Equal(32, Directory.GetFiles(Path.Combine(folder.FullName, "cache"), "*.words").Length);
    }
}

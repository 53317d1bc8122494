using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.LanguageModel;

namespace LinlyTalker.Tests.Ears.LanguageModel;

public sealed class DomainReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-words-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_text_becomes_sentences()
    {
        var domain = await DomainReader.ReadAsync(
            Write("a.md", "# Returns\nSend it back in 3.14 days. It's *free*!\n| shop | hours |\n\"Where are you?\",In Paris\n"), Token);

        Assert.Equal(
            ["Returns", "Send it back in 3.14 days", "It's", "free", "shop", "hours", "Where are you?", "In Paris"],
            domain.Sentences);
        Assert.Equal(64, domain.Hash.Length);
    }

    [Fact]
    public async Task Another_text_has_another_hash()
    {
        var one = await DomainReader.ReadAsync(Write("a.txt", "One."), Token);
        Assert.NotEqual(one.Hash, (await DomainReader.ReadAsync(Write("a.txt", "Two."), Token)).Hash);
    }

    [Fact]
    public async Task What_holds_no_words_is_refused_in_a_sentence()
    {
        Write("empty.txt", "...");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "noise.txt"), [0xff, 0xfe, 0x80], Token);
        foreach (var (name, words) in new[] { ("empty.txt", "no sentence"), ("noise.txt", "no UTF-8"), ("absent", "cannot be read") })
        {
            var error = await Assert.ThrowsAsync<InputException>(() => DomainReader.ReadAsync(Path.Combine(folder.FullName, name), Token));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}

using LinlyTalker.Core.Errors;
using LinlyTalker.Ears.LanguageModel;

namespace LinlyTalker.Tests.Ears.LanguageModel;

public sealed class DomainReaderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("linly-words-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_s_texts_become_sentences()
    {
        Write("a.md", "# Returns\nSend it back in 3.14 days. It's *free*!\n| shop | hours |\n");
        Write("sub/b.csv", "question,answer\n\"Where are you?\",In Paris\n");
        Write("picture.png", "not read");

        var domain = await DomainReader.ReadAsync(folder.FullName, Token);

        Assert.Equal(
            ["Returns", "Send it back in 3.14 days", "It's", "free", "shop", "hours", "question", "answer", "Where are you?", "In Paris"],
            domain.Sentences);
        Assert.Equal(64, domain.Hash.Length);
    }

    [Fact]
    public async Task Another_text_has_another_hash()
    {
        Write("a.txt", "One.");
        var one = await DomainReader.ReadAsync(Path.Combine(folder.FullName, "a.txt"), Token);
        Write("a.txt", "Two.");
        Assert.NotEqual(one.Hash, (await DomainReader.ReadAsync(Path.Combine(folder.FullName, "a.txt"), Token)).Hash);
    }

    [Fact]
    public async Task What_holds_no_words_is_refused_in_a_sentence()
    {
        Write("empty.txt", "...");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "noise.txt"), [0xff, 0xfe, 0x80], Token);
        foreach (var (name, words) in new[] { ("empty.txt", "no sentence"), ("noise.txt", "no UTF-8"), ("absent", "no file or folder") })
        {
            var error = await Assert.ThrowsAsync<InputException>(() => DomainReader.ReadAsync(Path.Combine(folder.FullName, name), Token));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

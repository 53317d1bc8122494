using LinlyTalker.Voice.Espeak;
using LinlyTalker.Voice.Piper;
using LinlyTalker.Voice.Piper.Text;

namespace LinlyTalker.SystemTests.Voice.Piper;

public sealed class PiperIdsTests : IAsyncLifetime
{
    private readonly EspeakEngine espeak = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => espeak.DisposeAsync();

    [Theory(Timeout = 60000)]
    [InlineData("ids-300.json", 2)]
    [InlineData("piper.json", 1)]
    public async Task The_ids_are_Pipers_own(string file, int mayDiffer)
    {
        var items = PiperGoldens.Items(file);
        var config = PiperConfigReader.Open(PiperGoldens.Config());
        var table = new SymbolTable(config.Symbols, config.Clusters);
        if ((await espeak.VoicesAsync(Token)).Count == 0)
        {
            Assert.Skip("espeak-ng is missing: apt-get install libespeak-ng1 espeak-ng-data");
        }

        var different = new List<string>();
        foreach (var item in items)
        {
            var text = (string)item["text"]!;
            var clauses = await espeak.PhonemizeAsync(config.EspeakVoice!, [text], Token);
            var read = ClauseReader.Read(ReadableText.AsWritten(text), clauses[0], []);
            var expected = item["sentences"]!.AsArray().Select(s => string.Join(' ', PiperGoldens.Numbers<long>(s!["ids"]!)));
            if (!expected.SequenceEqual(read.Select(u => string.Join(' ', table.Encode(u.Symbols).Ids))))
            {
                different.Add($"{text} {string.Join('|', read.Select(u => string.Concat(u.Symbols)))} where Piper has {string.Join('|', item["sentences"]!.AsArray().Select(s => (string)s!["phonemes"]!))}");
            }
        }

        Assert.True(different.Count <= mayDiffer, string.Join('\n', different));
        TestContext.Current.SendDiagnosticMessage($"{items.Count - different.Count} of {items.Count} {string.Join('\n', different)}");
    }
}

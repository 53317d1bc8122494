namespace LinlyTalker.SystemTests.Cli;

/// <summary><c>linly hear --text</c> on a recorded reader.</summary>
public sealed class KnownScriptTests
{
    private const int Limit = 120_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task A_script_becomes_subtitles_in_its_own_words()
    {
        TestModels.Open("pocketsphinx-en-us");
        var (code, output, error) = await RunAsync("--text", "He was not an ill-disposed young man!", "--srt");

        Assert.True(code == 0, error);
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal("He was not an ill-disposed young man!", lines[2]);
        Assert.Matches(@"^00:00:00,\d{3} --> 00:00:0[1-3],\d{3}$", lines[1]);
    }

    [Theory(Timeout = Limit)]
    [InlineData(3, "does not hold this text", "--text", "Something else is said in here by somebody.")]
    [InlineData(1, "no file missing.txt", "--text", "missing.txt")]
    [InlineData(1, "English recordings only", "--text", "你好", "--language", "zh")]
    public async Task What_cannot_be_found_is_one_sentence(int code, string words, params string[] arguments)
    {
        TestModels.Open("pocketsphinx-en-us");
        var result = await RunAsync(arguments);

        Assert.Equal(code, result.Code);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var recording = TestModels.Open("recordings-librivox").PathOf("sense_and_sensibility_01_austen_64kb-0880.wav");
        return LinlyProgram.RunAsync(["hear", recording, .. arguments], Path.GetTempPath(), cancellation: Token);
    }
}

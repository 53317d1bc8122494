namespace LinlyTalker.SystemTests.Cli;

public sealed class BadInputTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("linly-bad-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 30000)]
    [InlineData(1, "is a folder", "ask", ".")]
    [InlineData(1, "The question is empty", "ask", " ")]
    [InlineData(1, "no file absent.wav", "ask", "absent.wav")]
    [InlineData(1, "empty.wav is empty", "ask", "empty.wav")]
    [InlineData(1, "is a folder", "ask", "Hello", "-o", "folder.mp4")]
    [InlineData(1, "is a folder", "demo", "-o", "folder.mp4")]
    [InlineData(1, "written as .mp4", "demo", "-o", "film.avi")]
    [InlineData(1, "takes no new file", "say", "Hello", "-o", "/proc/film.wav")]
    [InlineData(1, "There is no file story.txt", "say", "story.txt")]
    [InlineData(1, "is a folder", "say", "./folder.mp4", "-o", "hello.wav")]
    [InlineData(1, "knowledge folder is empty", "knowledge", "ask", "", "Hello")]
    [InlineData(1, "64 to 2048", "ask", "Hello", "--size", "63")]
    [InlineData(1, "1 to 60", "ask", "Hello", "--fps", "0")]
    [InlineData(1, "no profile 'turbo'", "ask", "Hello", "--profile", "turbo")]
    [InlineData(1, "no knowledge folder", "ask", "Hello", "--knowledge", "absent")]
    [InlineData(1, "English only", "hear", "noise.bin", "--language", "zh")]
    [InlineData(1, "one of --json", "hear", "noise.bin", "--json", "--srt")]
    [InlineData(1, "is a folder", "portrait", "check", ".")]
    [InlineData(1, "There is no file", "portrait", "check", "absent.png")]
    [InlineData(1, "noise.bin", "portrait", "check", "noise.bin")]
    [InlineData(1, "20000 × 20000", "portrait", "check", "huge.png")]
    [InlineData(2, "--size is 'big'; a whole number is needed", "ask", "Hello", "--size", "big")]
    [InlineData(2, "--rate is 'fast'; a number is needed", "say", "Hello", "--rate", "fast")]
    [InlineData(1, "--port is 99999; it can be 0 to 65535", "serve", "--port", "99999")]
    [InlineData(1, "There is no photo absent.png", "serve", "--port", "0", "--portrait", "absent.png")]
    [InlineData(2, "--rate is '1,2'; a number is needed", "say", "Hello", "--rate", "1,2")]
    [InlineData(2, "<PHOTO> has to be given: A PNG", "portrait", "check")]
    [InlineData(2, "models is followed by what to do: list, ", "models")]
    [InlineData(2, "'sing' is not known here; there are demo", "sing")]
    [InlineData(2, "--loud", "ask", "Hello", "--loud")]
    public async Task Gets_one_sentence_and_an_exit_code_and_leaves_nothing(int code, string words, params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(folder, "folder.mp4"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "empty.wav"), [], Token);
        await File.WriteAllBytesAsync(Path.Combine(folder, "noise.bin"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], Token);
        await File.WriteAllBytesAsync(Path.Combine(folder, "huge.png"), HugePng(), Token);
        var before = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order();
        var (got, output, error) = await LinlyProgram.RunAsync(arguments, folder, cancellation: Token);
        TestModels.SkipWhereMissing(error);
        Assert.True(got == code, $"exit code {got}: {output}{error}");
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.StartsWith("linly: ", error, StringComparison.Ordinal);
        Assert.Equal(code == 2 ? 2 : 1, error.Trim().Split('\n').Length);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order());
    }

    [Theory(Timeout = 30000)]
    [InlineData("{\n \"voice\": \"slt\",\n \"size\": \n}", "line 4: this is no JSON")]
    [InlineData("{\n \"voice\": \"slt\",\n \"sise\": 3\n}", "line 3: there is no setting sise; known are ")]
    [InlineData("{\n \"voice\": 3\n}", "line 2: the value of voice is of the wrong kind.")]
    [InlineData("[]", "line 1: it should hold an object")]
    [InlineData("{\n \"voice\": null\n}", "line 2: voice is null; give it a value, or leave it out.")]
    public async Task A_broken_configuration_is_told_by_its_line(string text, string words)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "linly.json"), text, Token);
        var (code, _, error) = await LinlyProgram.RunAsync(["ask", "Hello"], folder, cancellation: Token);
        Assert.Equal(1, code);
        Assert.Contains($"linly.json, {words}", error, StringComparison.Ordinal);
    }

    [Theory(Timeout = 30000)]
    [InlineData("demo")]
    [InlineData("ask")]
    [InlineData("say")]
    [InlineData("hear")]
    [InlineData("portrait")]
    [InlineData("voices")]
    [InlineData("knowledge")]
    [InlineData("models")]
    [InlineData("doctor")]
    [InlineData("listen")]
    [InlineData("chat")]
    [InlineData("serve")]
    [InlineData("bench")]
    [InlineData("keys")]
    public async Task Every_verb_has_help_with_an_example_of_itself(string verb)
    {
        var (code, output, _) = await LinlyProgram.RunAsync([verb, "--help"], folder, cancellation: Token);
        Assert.Equal(0, code);
        Assert.Contains($"Examples:\n  ", output, StringComparison.Ordinal);
        Assert.Contains($"linly {verb}", output[output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A header only: nothing may be decoded.</summary>
    private static byte[] HugePng()
    {
        byte[] header = [.. "IHDR"u8, 0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20, 8, 2, 0, 0, 0];
        var check = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(check, Crc(header));
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. header, .. check, 0, 0, 0, 0, .. "IDAT"u8, 0x35, 0xAF, 0x06, 0x1E];
    }

    /// <summary>CRC-32 of ISO 3309, as PNG has it.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
            }
        }

        return ~crc;
    }
}

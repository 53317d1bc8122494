using LinlyTalker.Ears.Whisper;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Folders;

namespace LinlyTalker.SystemTests.Ears.Whisper;

/// <summary>The real tiny.en in a folder of links, and recorded prompts.</summary>
internal static class WhisperFixture
{
    public const int SampleRate = 16000;
    public const string Encoder = "encoder.int8.onnx";
    public const string Decoder = "decoder.int8.onnx";
    public const string Tokens = "tokens.txt";

    private const string Model = "whisper-tiny.en";

    /// <summary>Name and words of prompts that this model hears without a fault.</summary>
    public static IReadOnlyList<(string Name, string Words)> Prompts { get; } =
    [
        ("all-circuits-busy-now", "all circuits are busy now"),
        ("conf-invalid", "that is not a valid conference number please try again"),
        ("conf-unmuted", "you are now unmuted"),
        ("demo-echodone", "the echo test has been completed"),
        ("vm-calldiffnum", "press 2 to enter a different number"),
        ("feature-not-avail-line", "that feature is not available on this line"),
        ("please-try-call-later", "please try your call again later"),
        ("queue-thankyou", "thank you for your patience"),
        ("something-terribly-wrong", "something is terribly wrong"),
        ("vm-msgforwarded", "your message has been successfully forwarded"),
        ("vm-passchanged", "your passwords have been changed"),
        ("vm-tooshort", "your message is too short"),
    ];

    public static string File(string name)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("LINLY_TEST_MODELS") ?? "", Model, $"tiny.en-{name}");
        if (!System.IO.File.Exists(path))
        {
            Assert.Skip($"LINLY_TEST_MODELS is not set: it names a folder with {Model}.");
        }

        return path;
    }

    /// <summary>The model's folder under <paramref name="home"/>, some files replaced.</summary>
    /// <param name="replaced">Bytes by file name.</param>
    public static async Task<ModelFolder> FolderAsync(string home, IReadOnlyDictionary<string, byte[]>? replaced = null, bool roles = true)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var name in (string[])[Encoder, Decoder, Tokens])
        {
            var path = Path.Combine(folder, name);
            if (replaced?.GetValueOrDefault(name) is { } bytes)
            {
                await System.IO.File.WriteAllBytesAsync(path, bytes);
            }
            else
            {
                System.IO.File.CreateSymbolicLink(path, File(name));
            }
        }

        var description = new ModelDescription
        {
            Kind = "recogniser",
            Family = "whisper",
            Version = "1",
            Licence = "MIT",
            Roles = roles ? new Dictionary<string, string> { ["encoder"] = Encoder, ["decoder"] = Decoder, ["tokens"] = Tokens } : null,
            Files = [],
        };
        return await ModelFolderWriter.WriteAsync(folder, description, [Encoder, Decoder, Tokens]);
    }

    public static async Task<WhisperRecogniser> OpenAsync(string home, WhisperOptions? options = null) =>
        WhisperRecogniser.Open(await FolderAsync(home), options);

    public static async Task<float[]> ReadAsync(string prompt) =>
        (await AudioFile.ReadAsync(TestModels.Open("recordings-en").PathOf($"{prompt}.g722"), SampleRate)).Samples.ToArray();

    /// <summary>Words without case and signs.</summary>
    public static string Plain(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split([' ', '.', ',', '!', '?'], StringSplitOptions.RemoveEmptyEntries));
}

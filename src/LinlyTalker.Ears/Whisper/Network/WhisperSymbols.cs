using System.Globalization;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Ears.Whisper.Network;

/// <summary>Sizes of the network and numbers of its special tokens, as the encoder's metadata gives them.</summary>
internal sealed record WhisperSymbols
{
    public required int Mels { get; init; }

    /// <summary>Frames of 10 ms that the encoder takes at most; one position of its output covers two.</summary>
    public required int AudioFrames { get; init; }

    /// <summary>Tokens of the decoder at most, the prompt's among them.</summary>
    public required int TextContext { get; init; }

    public required int VocabularySize { get; init; }

    /// <summary>What every transcription begins with; for several languages: start, language, task.</summary>
    public required IReadOnlyList<int> Start { get; init; }

    public required int EndOfText { get; init; }

    public required int NoTimestamps { get; init; }

    public required int Previous { get; init; }

    public required int NoSpeech { get; init; }

    public required int Transcribe { get; init; }

    public required int Translate { get; init; }

    /// <summary>The token of a single space.</summary>
    public required int Blank { get; init; }

    /// <summary>Tokens of noises and signs that nobody says.</summary>
    public required IReadOnlyList<int> NonSpeech { get; init; }

    /// <summary>Token of each language by its code; empty for an English model.</summary>
    public required IReadOnlyDictionary<string, int> Languages { get; init; }

    /// <summary>Of time 0; each further one is 20 ms later.</summary>
    public int FirstTimestamp => NoTimestamps + 1;

    /// <exception cref="ModelFormatException">A key is missing or its value cannot be.</exception>
    public static WhisperSymbols Read(IReadOnlyDictionary<string, string> metadata, string file)
    {
        var read = new MetadataNumbers(metadata, file);
        var vocabulary = read.Number("n_vocab", 256, 1 << 20);
        var multilingual = read.Number("is_multilingual", 0, 1) == 1;
        var symbols = new WhisperSymbols
        {
            VocabularySize = vocabulary,
            Mels = read.Number("n_mels", 1, 1024),
            AudioFrames = 2 * read.Number("n_audio_ctx", 1, 1 << 16),
            TextContext = read.Number("n_text_ctx", 8, 1 << 16),
            Start = read.Tokens("sot_sequence", vocabulary),
            EndOfText = read.Token("eot", vocabulary),
            NoTimestamps = read.Token("no_timestamps", vocabulary),
            Previous = read.Token("sot_prev", vocabulary),
            NoSpeech = read.Token("no_speech", vocabulary),
            Transcribe = read.Token("transcribe", vocabulary),
            Translate = read.Token("translate", vocabulary),
            Blank = read.Token("blank_id", vocabulary),
            NonSpeech = read.Tokens("non_speech_tokens", vocabulary),
            Languages = multilingual ? ReadLanguages(read, vocabulary) : new Dictionary<string, int>(),
        };
        return symbols.EndOfText < symbols.NoTimestamps && symbols.Start.Count >= (multilingual ? 3 : 1)
            ? symbols
            : throw new ModelFormatException($"{file} is no Whisper encoder that can be used: its special tokens contradict each other.");
    }

    /// <summary>The start for a language; the model's own without one.</summary>
    public int[] StartFor(string language, bool translate)
    {
        int[] start = [.. Start];
        if (Languages.TryGetValue(language, out var token))
        {
            (start[1], start[2]) = (token, translate ? Translate : Transcribe);
        }

        return start;
    }

    private static Dictionary<string, int> ReadLanguages(MetadataNumbers read, int vocabulary)
    {
        var tokens = read.Tokens("all_language_tokens", vocabulary);
        var codes = read.Text("all_language_codes").Split(',', StringSplitOptions.TrimEntries);
        var languages = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(codes.Length, tokens.Count); i++)
        {
            languages[codes[i]] = tokens[i];
        }

        return languages;
    }

    private readonly struct MetadataNumbers(IReadOnlyDictionary<string, string> metadata, string file)
    {
        public string Text(string key) => metadata.GetValueOrDefault(key) ?? throw new ModelFormatException(
            $"{file} is no Whisper encoder as sherpa-onnx publishes them: its metadata lacks '{key}'.");

        public int Number(string key, int least, int most) => Parse(key, Text(key), least, most);

        public int Token(string key, int vocabulary) => Number(key, 0, vocabulary - 1);

        public IReadOnlyList<int> Tokens(string key, int vocabulary)
        {
            var me = this;
            return [.. Text(key).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => me.Parse(key, text, 0, vocabulary - 1))];
        }

        private int Parse(string key, string text, int least, int most) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? number
                : throw new ModelFormatException($"{file} has '{key}' = {text} in its metadata where a number from {least} to {most} is expected.");
    }
}

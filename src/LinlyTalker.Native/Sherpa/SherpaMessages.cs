using System.Text.Json.Serialization;

namespace LinlyTalker.Native.Sherpa;

/// <summary>What was understood of a stretch of sound. Times are seconds from its first sample.</summary>
/// <param name="Text">As the model writes it.</param>
public sealed record SherpaHeard(string Text)
{
    /// <summary>The model's pieces of words.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>When each token begins; empty where the model does not tell.</summary>
    public IReadOnlyList<float> Starts { get; init; } = [];

    /// <summary>How long each token lasts; empty where the model does not tell.</summary>
    public IReadOnlyList<float> Lengths { get; init; } = [];

    /// <summary>Natural logarithm of each token's probability; empty where the model does not tell.</summary>
    public IReadOnlyList<float> LogProbabilities { get; init; } = [];

    /// <summary>As SenseVoice tags it, <c>&lt;|zh|&gt;</c>, or Whisper: <c>zh</c>; or empty.</summary>
    public string Language { get; init; } = "";

    /// <summary>As SenseVoice tags it: <c>&lt;|HAPPY|&gt;</c>; or empty.</summary>
    public string Emotion { get; init; } = "";

    /// <summary>As SenseVoice tags it: <c>&lt;|Laughter|&gt;</c>; or empty.</summary>
    public string Event { get; init; } = "";

    public bool IsFinal { get; init; }
}

/// <param name="Text">As the list of keywords has it.</param>
/// <param name="Start">Seconds since the stream began, or since the last keyword.</param>
public sealed record SherpaKeyword(string Text, float Start);

/// <summary>Asks for speech.</summary>
/// <param name="Speaker">Number of the voice in the model.</param>
/// <param name="Speed">1 is the voice's own.</param>
public sealed record SherpaSpeech(SherpaModel Model, string Text, int Speaker, float Speed)
{
    /// <summary>Silence between sentences as a part of what the voice makes; 1 keeps all.</summary>
    public float SilenceScale { get; init; } = 1;

    /// <summary>What the reference says, for the models that clone by it; the reference's samples are the input.</summary>
    public string ReferenceText { get; init; } = "";

    /// <summary>Of the reference; 0: none.</summary>
    public int ReferenceRate { get; init; }

    /// <summary>Steps of the models that draw speech out of noise; 0: the library's default.</summary>
    public int Steps { get; init; }
}

/// <summary>What comes before samples.</summary>
/// <param name="Speakers">Voices in the model; 0 where it does not say.</param>
public sealed record SherpaSound(int SampleRate, int Speakers = 0);

/// <param name="Start">Seconds.</param>
/// <param name="End">Seconds.</param>
/// <param name="Speaker">0, 1, ….</param>
public sealed record SherpaTurn(float Start, float End, int Speaker);

/// <summary>Asks for punctuation.</summary>
public sealed record SherpaPlainText(SherpaModel Model, string Text);

/// <summary>How the worker and its client write their messages.</summary>
[JsonSerializable(typeof(SherpaModel))]
[JsonSerializable(typeof(SherpaHeard))]
[JsonSerializable(typeof(SherpaKeyword))]
[JsonSerializable(typeof(SherpaSpeech))]
[JsonSerializable(typeof(SherpaSound))]
[JsonSerializable(typeof(IReadOnlyList<SherpaTurn>))]
[JsonSerializable(typeof(SherpaPlainText))]
[JsonSerializable(typeof(MarkedConfig))]
public sealed partial class SherpaJson : JsonSerializerContext;

/// <summary>Names on the wire. Samples are 32-bit floats, little-endian, mono; recognisers take 16 kHz.</summary>
public static class SherpaMethods
{
    public const string Service = "sherpa";

    /// <summary>The service that the marker test of the structs asks.</summary>
    public const string LayoutService = "sherpa-layout";

    /// <summary>Of that service: a <see cref="MarkedConfig"/>; what the library printed of it.</summary>
    public const string Print = "print";

    /// <summary>Loads a <see cref="SherpaModel"/>; of a voice it gives its <see cref="SherpaSound"/>.</summary>
    public const string Prepare = "prepare";

    /// <summary>A <see cref="SherpaModel"/>, samples; a <see cref="SherpaHeard"/>.</summary>
    public const string Recognise = "recognise";

    /// <summary>A <see cref="SherpaModel"/>, samples as they come; a <see cref="SherpaHeard"/> at every change and a final one.</summary>
    public const string Follow = "follow";

    /// <summary>A <see cref="SherpaSpeech"/>, samples of the reference; a <see cref="SherpaSound"/>, then samples.</summary>
    public const string Speak = "speak";

    /// <summary>A <see cref="SherpaModel"/>, 16 kHz samples; a <see cref="SherpaSound"/>, then samples.</summary>
    public const string Denoise = "denoise";

    /// <summary>A <see cref="SherpaModel"/>, samples; the embedding's numbers, as samples.</summary>
    public const string Embed = "embed";

    /// <summary>A <see cref="SherpaModel"/>, samples; a list of <see cref="SherpaTurn"/>.</summary>
    public const string Diarise = "diarise";

    /// <summary>A <see cref="SherpaPlainText"/>; the text in UTF-8.</summary>
    public const string Punctuate = "punctuate";

    /// <summary>A <see cref="SherpaModel"/>, samples as they come; each <see cref="SherpaKeyword"/> as it is said.</summary>
    public const string Spot = "spot";
}

using System.Text.Json.Serialization;

namespace LinlyTalker.Server.OpenAi.Speech;

/// <summary>What is to be said, and how.</summary>
internal sealed record SpeechRequest
{
    /// <summary>An OpenAI name or none, or a voice of this machine.</summary>
    public string? Model { get; init; }

    /// <summary>At most 4096 characters.</summary>
    public string? Input { get; init; }

    /// <summary>A voice of this machine, <c>female</c>, <c>male</c>, or a voice of OpenAI's.</summary>
    public string? Voice { get; init; }

    /// <summary><c>mp3</c>, the default, <c>opus</c>, <c>aac</c>, <c>flac</c>, <c>wav</c> or <c>pcm</c> (24 kHz, 16 bit).</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>0.25 to 4; voices reach from 0.5 to 2, and what is beyond is said as fast as that.</summary>
    public double? Speed { get; init; }

    /// <summary><c>audio</c>, the default, or <c>sse</c>.</summary>
    public string? StreamFormat { get; init; }

    /// <summary>Extension: BCP 47 tag of the text; without it the voice's own, or English. Han is always read as Chinese.</summary>
    public string? Language { get; init; }
}

/// <summary>A piece of the encoded sound, in base64.</summary>
internal sealed record SpeechAudioDelta(string Type, ReadOnlyMemory<byte> Audio);

internal sealed record SpeechAudioDone(string Type, SpeechUsage Usage);

/// <param name="InputTokens">Words, numbers, marks, and characters of scripts without spaces.</param>
/// <param name="OutputTokens">20 to a second of sound.</param>
internal sealed record SpeechUsage(int InputTokens, int OutputTokens, int TotalTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SpeechRequest))]
[JsonSerializable(typeof(SpeechAudioDelta))]
[JsonSerializable(typeof(SpeechAudioDone))]
internal sealed partial class SpeechJson : JsonSerializerContext;

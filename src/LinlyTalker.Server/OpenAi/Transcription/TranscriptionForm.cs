using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.OpenAi.Transcription;

/// <summary>The form's fields, for the documentation.</summary>
internal sealed record TranscriptionForm
{
    /// <summary>Any sound or video file.</summary>
    public required IFormFile File { get; init; }

    /// <summary>An OpenAI name or none, or a recogniser of this machine.</summary>
    public string? Model { get; init; }

    /// <summary>BCP 47 tag of what is spoken; without it the default companion's language.</summary>
    public string? Language { get; init; }

    /// <summary>Words that are likely: sentences, or names and terms with commas between; at most 2000 characters.</summary>
    public string? Prompt { get; init; }

    /// <summary><c>json</c>, the default, <c>verbose_json</c>, <c>text</c>, <c>srt</c> or <c>vtt</c>.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary><c>segment</c>, the default, and <c>word</c>; for <c>verbose_json</c>.</summary>
    [JsonPropertyName("timestamp_granularities[]")]
    public IReadOnlyList<string>? TimestampGranularities { get; init; }

    /// <summary>Server-sent events as utterances are known.</summary>
    public bool? Stream { get; init; }
}

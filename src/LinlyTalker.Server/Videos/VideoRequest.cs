using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Videos;

/// <summary>What is to be filmed: <see cref="Input"/> or <see cref="Prompt"/>.</summary>
internal sealed record VideoRequest
{
    /// <summary>A text that is said as it stands.</summary>
    public string? Input { get; init; }

    /// <summary>A question; the companion's answer is filmed.</summary>
    public string? Prompt { get; init; }

    /// <summary>A companion: who answers, and whose voice and language hold where none is named.</summary>
    public string? Model { get; init; }

    /// <summary>An avatar's id; without it the default one.</summary>
    public string? Avatar { get; init; }

    /// <summary>A voice of this machine, <c>female</c>, <c>male</c>, or a voice of OpenAI's.</summary>
    public string? Voice { get; init; }

    /// <summary>0.25 to 4; voices reach from 0.5 to 2, and what is beyond is said as fast as that.</summary>
    public double? Speed { get; init; }

    /// <summary>BCP 47 tag of <see cref="Input"/>; without it the companion's. Han is always read as Chinese.</summary>
    public string? Language { get; init; }

    /// <summary>A square, such as <c>512x512</c>.</summary>
    public string? Size { get; init; }

    /// <summary>Pictures a second, 1 to 60.</summary>
    public int? Fps { get; init; }
}

/// <summary>What came of a job.</summary>
/// <param name="File">Its name on the shelf; empty when it was erased to make room.</param>
internal sealed record VideoResult(string File, double Seconds, string Text, IReadOnlyList<Source> Sources, IReadOnlyList<string> Lacks)
{
    /// <summary>When that was.</summary>
    public DateTimeOffset? Erased { get; init; }

    public static VideoResult? Of(Job job) => job.Result is { } json ? JsonSerializer.Deserialize(json, VideoJson.Default.VideoResult) : null;

    public string Json() => JsonSerializer.Serialize(this, VideoJson.Default.VideoResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VideoRequest))]
[JsonSerializable(typeof(VideoObject))]
[JsonSerializable(typeof(VideoList))]
[JsonSerializable(typeof(VideoDeleted))]
[JsonSerializable(typeof(FilmOrder))]
[JsonSerializable(typeof(VideoResult))]
internal sealed partial class VideoJson : JsonSerializerContext;

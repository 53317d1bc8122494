using System.Globalization;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;

namespace LinlyTalker.Server.Videos;

/// <summary>A film as a client reads it. Times are seconds since 1970.</summary>
/// <param name="Status"><c>queued</c>, <c>in_progress</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</param>
/// <param name="Progress">0 to 100, by an estimate of how long it will be.</param>
/// <param name="ExpiresAt">When it is erased, or was, to make room; null until it has ended.</param>
/// <param name="Seconds">Its length, once it is completed.</param>
/// <param name="Text">What is said in it, once it is completed.</param>
/// <param name="Lacks">What it had to do without, a sentence each.</param>
internal sealed record VideoObject(
    string Id,
    string Object,
    string Status,
    int Progress,
    long CreatedAt,
    long? CompletedAt,
    long? ExpiresAt,
    string Model,
    string Avatar,
    string? Size,
    string? Seconds,
    string? Text,
    IReadOnlyList<Source>? Sources,
    IReadOnlyList<string>? Lacks,
    VideoError? Error)
{
    public static VideoObject Of(Job job, TimeSpan keep)
    {
        var order = VideoDesk.FilmOf(job);
        var result = VideoResult.Of(job);
        return new(
            job.Id,
            "video",
            VideoStates.Of(job.State),
            (int)(job.Progress * 100),
            job.Created.ToUnixTimeSeconds(),
            job.State is JobState.Completed ? job.Updated.ToUnixTimeSeconds() : null,
            job.State is JobState.Queued or JobState.Running ? null : (result?.Erased ?? job.Updated + keep).ToUnixTimeSeconds(),
            order.Companion,
            order.Avatar,
            order.Size is { } side ? $"{side}x{side}" : null,
            result?.Seconds.ToString("0.###", CultureInfo.InvariantCulture),
            result?.Text,
            result?.Sources,
            result?.Lacks,
            job.Error is { } sentence ? new("video_failed", sentence) : null);
    }
}

internal sealed record VideoError(string Code, string Message);

/// <param name="HasMore">There are older ones: ask with <c>after</c> and the last id.</param>
internal sealed record VideoList(string Object, IReadOnlyList<VideoObject> Data, string? FirstId, string? LastId, bool HasMore);

internal sealed record VideoDeleted(string Id, string Object, bool Deleted);

using System.Collections.Concurrent;
using System.Globalization;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Limits;

/// <summary>
/// Keeps one caller from taking what all need: requests by time and at once per key, live conversations per key and
/// in all. One's own machine, where no key is asked for, has only the last.
/// </summary>
internal sealed class LimitGate(RequestDelegate next, ServerLimits limits, TimeProvider time)
{
    private const int TryAgainSeconds = 5;

    /// <summary>One for each key that came, and keys are made by hand.</summary>
    private readonly ConcurrentDictionary<string, TokenBucket> buckets = new();
    private readonly Occupancy requests = new(int.MaxValue, limits.RequestsAtOnce);
    private readonly Occupancy sessions = new(limits.Sessions, limits.SessionsPerKey);

    public async Task InvokeAsync(HttpContext context)
    {
        var key = Caller.Of(context).Key;
        if (key is not null && buckets.GetOrAdd(key, NewBucket).Take() is { } wait)
        {
            throw Refusal(context, "rate_limit_exceeded", $"This key may ask {limits.RequestsPerMinute} times a minute; wait as long as Retry-After says.", wait);
        }

        if (context.WebSockets.IsWebSocketRequest)
        {
            using var place = sessions.Enter(key) ?? throw Refusal(
                context, "too_many_sessions", "As many live conversations are open as this server or this key may have; end one, or try again later.");
            await next(context).ConfigureAwait(false);
        }
        else
        {
            using var place = requests.Enter(key) ?? throw Refusal(
                context, "too_many_requests", $"This key has {limits.RequestsAtOnce} requests in work; ask again when one has ended.");
            await next(context).ConfigureAwait(false);
        }
    }

    private static ApiException Refusal(HttpContext context, string code, string sentence, TimeSpan? wait = null)
    {
        var seconds = (int)Math.Ceiling((wait ?? TimeSpan.FromSeconds(TryAgainSeconds)).TotalSeconds);

        // At the last moment, since an error answer clears what stands there before.
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        return new ApiException(StatusCodes.Status429TooManyRequests, code, sentence);
    }

    private TokenBucket NewBucket(string key) => new(limits.RequestsInARow, limits.RequestsPerMinute, time);
}

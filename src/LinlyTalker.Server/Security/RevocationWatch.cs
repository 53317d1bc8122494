using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Callers;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Security;

/// <summary>Closes the live conversations of a key that is revoked while they run; requests end by themselves soon enough.</summary>
internal sealed class RevocationWatch(RequestDelegate next, IApiKeys keys, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest || Caller.Of(context).Key is not { } key)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var watching = WatchAsync(context, key, over.Token);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(HttpContext context, string key, CancellationToken over)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over).ConfigureAwait(false))
            {
                if (await IsRevokedAsync(key, over).ConfigureAwait(false))
                {
                    context.Abort();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The conversation ended by itself.
        }
    }

    private async Task<bool> IsRevokedAsync(string key, CancellationToken over)
    {
        try
        {
            return await keys.FindAsync(key, over).ConfigureAwait(false) is null;
        }
        catch (LinlyException)
        {
            // The store is busy or away; nothing says that the key is no more, and the next tick asks again.
            return false;
        }
    }
}

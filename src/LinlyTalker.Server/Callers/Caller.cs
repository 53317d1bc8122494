using LinlyTalker.Core.Flow;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Callers;

/// <summary>Who asks. All that is kept, counted or shown belongs to one user.</summary>
/// <param name="Key">Id of the API key, never the key; null where none is needed.</param>
internal sealed record Caller(UserId User, string? Key)
{
    /// <summary>On one's own machine, where no key is asked for.</summary>
    public static Caller Local { get; } = new(UserId.Local, null);

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Local;
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Callers;

/// <summary>What the holder of a key settled for a live conversation when a token for it was made.</summary>
/// <param name="Session">An object with the fields of <c>session.update</c>, and <c>model</c>, which stays.</param>
/// <param name="IsLocked">The client cannot change what is settled; otherwise all but the model.</param>
internal sealed record SessionPreset(JsonElement Session, bool IsLocked)
{
    /// <returns>Null when nothing was settled.</returns>
    public static SessionPreset? Of(HttpContext context) => context.Features.Get<SessionPreset>();
}

using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Bodies;

/// <summary>An answer that is nobody else's, such as a face.</summary>
internal static class PrivateBody
{
    /// <summary>No cache on the way keeps it, and no browser takes it for what it is not.</summary>
    public static void IsPrivate(this HttpResponse response)
    {
        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}

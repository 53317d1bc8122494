using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LinlyTalker.Server.Bodies;

/// <summary>Reads what a client sent as JSON, or refuses it in a sentence.</summary>
internal static class JsonBody
{
    /// <summary>A million characters of any script, escaped or not, and their frame.</summary>
    public const long MostBytes = 8 << 20;

    /// <exception cref="ApiException">415 it is no JSON by its type, 400 it cannot be read.</exception>
    /// <exception cref="BadHttpRequestException">413 it is too long.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, long mostBytes = MostBytes)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body is to be JSON, with the header Content-Type: application/json.");
        }

        Limit(context, mostBytes);
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false)
                ?? throw Unreadable("it is null");
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } number ? $", line {number + 1}, byte {e.BytePositionInLine}" : "";
            throw Unreadable($"look at {e.Path ?? "its beginning"}{line}");
        }
    }

    /// <summary>A longer body is answered with 413.</summary>
    public static void Limit(HttpContext context, long mostBytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Math.Min(mostBytes, limit.MaxRequestBodySize ?? mostBytes);
        }
    }

    private static ApiException Unreadable(string where) => new(
        StatusCodes.Status400BadRequest, "invalid_json", $"The body is not the JSON that this address reads: {where}.");
}

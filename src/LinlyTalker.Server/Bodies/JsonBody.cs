using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.Bodies;

/// <summary>Reads what a client sent as JSON, or refuses it in a sentence.</summary>
internal static class JsonBody
{
    /// <exception cref="ApiException">415 it is no JSON by its type, 400 it cannot be read.</exception>
    /// <exception cref="BadHttpRequestException">413 it is too long.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new ApiException(
                StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body is to be JSON, with the header Content-Type: application/json.");
        }

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

    private static ApiException Unreadable(string where) => new(
        StatusCodes.Status400BadRequest, "invalid_json", $"The body is not the JSON that this address reads: {where}.");
}

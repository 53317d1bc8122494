using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
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

        // Whole, since what is kept as it came has to be looked at before it is used; the server bounds its length.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return Read(body.GetBuffer().AsMemory(0, (int)body.Length), type);
    }

    private static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw Unreadable("it is no UTF-8");
        }

        if (WholeText.Of(body).FirstHalf is { } half)
        {
            throw Unreadable($"half of a surrogate pair stands at byte {half}; cut texts between characters");
        }

        try
        {
            var json = body.Span;
            return JsonSerializer.Deserialize(json.StartsWith("\uFEFF"u8) ? json[3..] : json, type) ?? throw Unreadable("it is null");
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

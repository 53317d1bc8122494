using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.OpenAi;

/// <summary>Server-sent events (WHATWG), each sent at once; the answer begins with the first.</summary>
internal sealed class EventStream(HttpContext context)
{
    private bool begun;

    public async Task WriteAsync<T>(T data, JsonTypeInfo<T> type)
    {
        Begin();
        var body = context.Response.BodyWriter;
        body.Write("data: "u8);
        body.Write(JsonSerializer.SerializeToUtf8Bytes(data, type));
        body.Write("\n\n"u8);
        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The last event of chat.</summary>
    public async Task DoneAsync()
    {
        Begin();
        context.Response.BodyWriter.Write("data: [DONE]\n\n"u8);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>What failed after the answer began is told as an event, which clients throw.</summary>
    /// <returns>False: nothing was sent yet, or it is a fault of ours; it is to be thrown.</returns>
    public async Task<bool> FailAsync(Exception exception)
    {
        if (!begun || ErrorBody.Of(exception) is not { } answer)
        {
            return false;
        }

        await WriteAsync(answer.Body, ErrorJson.Default.ErrorBody).ConfigureAwait(false);
        return true;
    }

    private void Begin()
    {
        if (!begun)
        {
            begun = true;
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold the events back
        }
    }
}

using LinlyTalker.Core.Errors;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.OpenAi.Speech;

/// <summary><c>POST /v1/audio/speech</c>: a text is said; its first sound leaves while the rest is still made.</summary>
internal static class SpeechEndpoints
{
    private const int TokensPerSecond = 20;

    public static void Map(IEndpointRouteBuilder routes, ServerParts parts, ServerMeter meter) =>
        routes.MapPost("/v1/audio/speech", (Delegate)((HttpContext context) => SpeakAsync(context, parts, meter)))
            .WithTags("Audio")
            .WithSummary("Says a text.")
            .Accepts<SpeechRequest>("application/json")
            .Produces<byte[]>(contentType: "audio/mpeg", additionalContentTypes: ["audio/ogg", "audio/aac", "audio/flac", "audio/wav", "audio/pcm"]);

    private static async Task SpeakAsync(HttpContext context, ServerParts parts, ServerMeter meter)
    {
        var asked = await JsonBody.ReadAsync(context, SpeechJson.Default.SpeechRequest).ConfigureAwait(false);
        var order = await SpeechOrder.OfAsync(asked, parts.Engines, context.RequestAborted).ConfigureAwait(false);
        var codec = parts.Codec ?? throw new ApiException(
            StatusCodes.Status501NotImplemented, "not_served", "This server was started without a codec, so it sends no sound.");
        var sound = new SpokenSound(order, parts.Engines, meter);
        await using var bytes = codec.EncodeAsync(sound.ReadAsync(context.RequestAborted), order.Format, context.RequestAborted)
            .GetAsyncEnumerator(context.RequestAborted);

        // An encoder writes the head of its file before it has heard anything, and fails when it hears nothing.
        var any = false;
        try
        {
            any = await bytes.MoveNextAsync().ConfigureAwait(false);
        }
        catch (LinlyException) when (sound.Begun.IsFaulted)
        {
            // What hindered the sound is the better reason; it is thrown next.
        }

        await sound.Begun.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        if (order.AsEvents)
        {
            await WriteEventsAsync(context, order, sound, bytes, any).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = order.ContentType;
        for (; any; any = await bytes.MoveNextAsync().ConfigureAwait(false))
        {
            await context.Response.Body.WriteAsync(bytes.Current, context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task WriteEventsAsync(
        HttpContext context, SpeechOrder order, SpokenSound sound, IAsyncEnumerator<ReadOnlyMemory<byte>> bytes, bool any)
    {
        var events = new EventStream(context);
        try
        {
            for (; any; any = await bytes.MoveNextAsync().ConfigureAwait(false))
            {
                await events.WriteAsync(new SpeechAudioDelta("speech.audio.delta", bytes.Current), SpeechJson.Default.SpeechAudioDelta)
                    .ConfigureAwait(false);
            }

            var (text, spoken) = (TokenCounter.Of(order.Text), (int)Math.Ceiling(sound.Length.TotalSeconds * TokensPerSecond));
            await events.WriteAsync(
                new SpeechAudioDone("speech.audio.done", new(text, spoken, text + spoken)), SpeechJson.Default.SpeechAudioDone).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            if (!await events.FailAsync(e).ConfigureAwait(false))
            {
                throw;
            }
        }
    }
}

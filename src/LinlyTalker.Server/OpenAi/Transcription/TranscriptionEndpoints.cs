using LinlyTalker.Core.Organs;
using LinlyTalker.Core.Serving;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.OpenAi.Transcription;

/// <summary><c>POST /v1/audio/transcriptions</c>: what is said in a recording is written down.</summary>
internal static class TranscriptionEndpoints
{
    private const string Tag = "Audio";

    public static void Map(IEndpointRouteBuilder routes, ServerLimits limits, ServerParts parts, ServerMeter meter)
    {
        routes.MapPost("/v1/audio/transcriptions", (Delegate)((HttpContext context) => WriteDownAsync(context, limits, parts, meter)))
            .WithTags(Tag)
            .WithSummary("Writes down what is said in a recording.")
            .Accepts<TranscriptionForm>("multipart/form-data")
            .Produces<TranscriptionText>(StatusCodes.Status200OK, "application/json", "text/plain", "text/vtt", "text/event-stream")
            .TakesUploads(limits);
        routes.MapPost("/v1/audio/translations", void () => throw new ApiException(
                StatusCodes.Status501NotImplemented,
                "not_served",
                "No recogniser of this server translates; POST /v1/audio/transcriptions writes down what is said in its own language."))
            .WithTags(Tag)
            .WithSummary("Not served: no recogniser translates.")
            .Accepts<TranscriptionForm>("multipart/form-data")
            .Produces(StatusCodes.Status501NotImplemented);
    }

    private static async Task WriteDownAsync(HttpContext context, ServerLimits limits, ServerParts parts, ServerMeter meter)
    {
        var codec = parts.Codec ?? throw new ApiException(
            StatusCodes.Status501NotImplemented, "not_served", "This server was started without a codec, so it reads no sound.");
        await using var form = await UploadForm.ReadAsync(context, "file").ConfigureAwait(false);
        var order = TranscriptionOrder.Of(form);
        var file = form.File;
        var language = order.Language ?? await LanguageAsync(parts.Engines, context.RequestAborted).ConfigureAwait(false);
        var ears = await ModelNames.EarsAsync(parts.Engines, order.Model, language, context.RequestAborted).ConfigureAwait(false);
        var recording = new Recording(codec, file, limits.Audio, meter);
        var listen = new ListenOptions { Language = language, Domain = order.Domain, Partials = false };
        var transcript = new Transcript(language);
        var events = order.Stream ? new EventStream(context) : null;
        try
        {
            await foreach (var utterance in ears.ListenAsync(recording.ReadAsync(context.RequestAborted), listen, context.RequestAborted).ConfigureAwait(false))
            {
                if (utterance is { IsFinal: true, Text.Length: > 0 })
                {
                    var more = transcript.Add(utterance);
                    await (events?.WriteAsync(new("transcript.text.delta", more), TranscriptionJson.Default.TranscriptTextDelta) ?? Task.CompletedTask)
                        .ConfigureAwait(false);
                }
            }

            transcript.Length = recording.Length;
            await (events is null
                ? AnswerAsync(context, order, transcript)
                : events.WriteAsync(
                    new("transcript.text.done", transcript.Text, TranscriptionUsage.Of(transcript.Length)),
                    TranscriptionJson.Default.TranscriptTextDone)).ConfigureAwait(false);
        }
        catch (Exception e) when (events is not null && !context.RequestAborted.IsCancellationRequested)
        {
            if (!await events.FailAsync(e).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static Task AnswerAsync(HttpContext context, TranscriptionOrder order, Transcript transcript)
    {
        var response = context.Response;
        switch (order.Form)
        {
            case TranscriptForm.Json:
                return response.WriteAsJsonAsync(
                    new(transcript.Text, TranscriptionUsage.Of(transcript.Length)),
                    TranscriptionJson.Default.TranscriptionText,
                    cancellationToken: context.RequestAborted);
            case TranscriptForm.VerboseJson:
                return response.WriteAsJsonAsync(
                    transcript.Verbose(order.Words, order.Segments),
                    TranscriptionJson.Default.TranscriptionVerbose,
                    cancellationToken: context.RequestAborted);
            case TranscriptForm.Vtt:
                response.ContentType = "text/vtt; charset=utf-8";
                return response.WriteAsync(transcript.Subtitles(vtt: true), context.RequestAborted);
            default:
                response.ContentType = "text/plain; charset=utf-8";
                return response.WriteAsync(
                    order.Form is TranscriptForm.Srt ? transcript.Subtitles(vtt: false) : $"{transcript.Text}\n", context.RequestAborted);
        }
    }

    private static async Task<string> LanguageAsync(IEngines engines, CancellationToken cancellation) =>
        (await engines.CompanionAsync("", cancellation).ConfigureAwait(false)).Persona.Language;
}

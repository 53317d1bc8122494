using LinlyTalker.Core.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LinlyTalker.Server.Errors;

/// <summary>Turns what was thrown into an answer. A fault of ours is logged, and told without its insides.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, ContentType: null, ContentLength: null, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status415UnsupportedMediaType } bare)
            {
                throw bare.StatusCode == StatusCodes.Status415UnsupportedMediaType
                    ? new ApiException(
                        bare.StatusCode, "unsupported_media_type", $"{context.Request.Path} takes a body of another type; /openapi.json says which.")
                    : new ApiException(
                        bare.StatusCode, "unknown_url", $"There is no {context.Request.Method} {context.Request.Path}; /openapi.json lists what there is.");
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there any more.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.LogError("A response broke off after it had begun: {Kind}", e.GetType().Name);
            context.Abort();
        }
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (ErrorBody.Of(exception) is not { } answer)
        {
            Fault.Tell(log, "A fault of ours", exception);
            answer = (StatusCodes.Status500InternalServerError, ErrorBody.New("Something went wrong in the server; its log says what.", "server_error", "internal"));
        }

        if (exception is LinlyException and not ApiException && answer.Status == StatusCodes.Status503ServiceUnavailable)
        {
            Fault.Tell(log, "A request could not be served", exception);
        }

        context.Response.Clear();
        context.Response.StatusCode = answer.Status;
        return context.Response.WriteAsJsonAsync(answer.Body, ErrorJson.Default.ErrorBody, cancellationToken: context.RequestAborted);
    }
}

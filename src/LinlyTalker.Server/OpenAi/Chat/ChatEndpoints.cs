using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Bodies;
using LinlyTalker.Server.Callers;
using LinlyTalker.Server.Health;
using LinlyTalker.Server.Limits;
using LinlyTalker.Server.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary><c>POST /v1/chat/completions</c>: a question in writing, answered in writing.</summary>
internal static class ChatEndpoints
{
    private const string Surface = "chat";

    public static void Map(IEndpointRouteBuilder routes, ServerLimits limits, ServerParts parts, ServerMeter meter) =>
        routes.MapPost("/v1/chat/completions", (Delegate)((HttpContext context) => AnswerAsync(context, limits, parts, meter)))
            .WithTags("Chat")
            .WithSummary("Answers the last message; as one JSON, or as server-sent events with stream.")
            .Accepts<ChatRequest>("application/json")
            .Produces<ChatCompletion>(StatusCodes.Status200OK, "application/json", "text/event-stream");

    private static async Task AnswerAsync(HttpContext context, ServerLimits limits, ServerParts parts, ServerMeter meter)
    {
        var asked = await JsonBody.ReadAsync(context, ChatJson.Default.ChatRequest).ConfigureAwait(false);
        var question = ChatQuestion.Of(asked, limits.Characters);
        var account = Caller.Of(context).User;
        var companion = await ModelNames.CompanionAsync(parts.Engines, asked.Model, context.RequestAborted).ConfigureAwait(false);
        var request = new ReplyRequest
        {
            User = ChatQuestion.UserOf(asked, account),
            Account = account,
            Conversation = ConversationId.New(),
            Persona = companion.Persona,
            Utterance = Utterance.Typed(question.Text, companion.Persona.Language),
            Instructions = question.Instructions,
            History = question.History,
            Context = new ReplyContext { Channel = Surface, Time = parts.Time.GetLocalNow() },
        };
        var pieces = BrainPieces.ReplyAsync(companion.Organs.Brains, request, meter, context.RequestAborted);
        var reply = new ChatReply(companion.Name, question, pieces, parts.Time.GetUtcNow());
        var outcome = "failed";
        try
        {
            await WriteAsync(context, asked, reply).ConfigureAwait(false);
            outcome = "completed";
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            outcome = "interrupted";
            throw;
        }
        finally
        {
            meter.Reply(Surface, outcome);
        }
    }

    private static async Task WriteAsync(HttpContext context, ChatRequest asked, ChatReply reply)
    {
        if (asked.Stream != true)
        {
            var whole = await reply.WholeAsync().ConfigureAwait(false);
            await context.Response.WriteAsJsonAsync(whole, ChatJson.Default.ChatCompletion, cancellationToken: context.RequestAborted)
                .ConfigureAwait(false);
            return;
        }

        var events = new EventStream(context);
        try
        {
            await reply.StreamAsync(events, asked.StreamOptions?.IncludeUsage == true).ConfigureAwait(false);
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

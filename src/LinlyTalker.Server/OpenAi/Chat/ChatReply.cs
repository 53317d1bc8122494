using LinlyTalker.Core.Flow;

namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary>A reply on its way, in OpenAI's words.</summary>
internal sealed class ChatReply(string model, ChatQuestion question, IAsyncEnumerable<ReplyPiece> pieces, DateTimeOffset now)
{
    private readonly string id = $"chatcmpl-{Guid.NewGuid():N}";
    private readonly TextEnd end = new(question.Stops, question.MostTokens);
    private readonly List<ChatSource> sources = [];

    private ChatUsage Usage => new(question.Tokens, end.Tokens, question.Tokens + end.Tokens);

    public async Task<ChatCompletion> WholeAsync()
    {
        var text = string.Concat(await TextsAsync().ToListAsync().ConfigureAwait(false));
        var message = new ChatReplyMessage("assistant", text, null, sources);
        return new(id, "chat.completion", now.ToUnixTimeSeconds(), model, [new(0, message, end.Reason!)], Usage);
    }

    public async Task StreamAsync(EventStream events, bool withUsage)
    {
        var first = true;
        await foreach (var text in TextsAsync().ConfigureAwait(false))
        {
            await WriteAsync(new ChatDelta(first ? "assistant" : null, text)).ConfigureAwait(false);
            first = false;
        }

        await WriteAsync(new ChatDelta(first ? "assistant" : null, Sources: sources.Count > 0 ? sources : null), end.Reason).ConfigureAwait(false);
        if (withUsage)
        {
            await events.WriteAsync(Chunk([], Usage), ChatJson.Default.ChatChunk).ConfigureAwait(false);
        }

        await events.DoneAsync().ConfigureAwait(false);

        Task WriteAsync(ChatDelta delta, string? reason = null) =>
            events.WriteAsync(Chunk([new(0, delta, reason)], null), ChatJson.Default.ChatChunk);
    }

    private ChatChunk Chunk(IReadOnlyList<ChatChunkChoice> choices, ChatUsage? usage) =>
        new(id, "chat.completion.chunk", now.ToUnixTimeSeconds(), model, choices, usage);

    private async IAsyncEnumerable<string> TextsAsync()
    {
        await foreach (var piece in pieces.ConfigureAwait(false))
        {
            foreach (var source in piece.Sources.Select(s => new ChatSource(s.File, s.Heading)).Except(sources).ToList())
            {
                sources.Add(source);
            }

            if (end.Take(piece.Text) is { Length: > 0 } text)
            {
                yield return text;
            }

            if (end.Reason is not null)
            {
                yield break;
            }
        }

        if (end.Finish() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }
}

using LinlyTalker.Core.Flow;
using LinlyTalker.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary>What a request asks, checked: the question, what was said before, and how the reply shall end.</summary>
internal sealed record ChatQuestion(
    string Instructions, IReadOnlyList<DialogueMessage> History, string Text, IReadOnlyList<string> Stops, int MostTokens)
{
    private const int MostMessages = 2000;
    private const int MostStops = 4;
    private const int LongestUser = 256;

    public int Tokens =>
        TokenCounter.Of(Instructions) + History.Sum(m => TokenCounter.Of(m.Text)) + TokenCounter.Of(Text);

    /// <param name="mostCharacters">Of all messages together.</param>
    /// <exception cref="ApiException">Something is absent, wrong, or not served here.</exception>
    public static ChatQuestion Of(ChatRequest request, int mostCharacters)
    {
        RefuseWhatIsNotServed(request);
        if (request.Messages is not { Count: > 0 and <= MostMessages } messages)
        {
            throw Invalid.Value("messages", $"messages is to hold 1 to {MostMessages} messages.");
        }

        var instructions = new List<string>();
        var dialogue = new List<DialogueMessage>();
        for (var i = 0; i < messages.Count; i++)
        {
            var where = $"messages[{i}]";
            var text = TextOf(messages[i]?.Content, $"{where}.content");
            switch (messages[i]?.Role)
            {
                case "system" or "developer":
                    instructions.Add(text);
                    break;
                case "user":
                    dialogue.Add(new DialogueMessage(DialogueRole.User, text));
                    break;
                case "assistant":
                    dialogue.Add(new DialogueMessage(DialogueRole.Assistant, text));
                    break;
                case "tool" or "function":
                    throw Invalid.Unsupported(where, "Companions call no tools, so a tool's result says nothing to them.");
                default:
                    throw Invalid.Value($"{where}.role", $"{where}.role is to be system, developer, user or assistant.");
            }
        }

        CheckLength(instructions.Sum(t => (long)t.Length) + dialogue.Sum(m => (long)m.Text.Length), mostCharacters);
        return dialogue is [.., { Role: DialogueRole.User } question]
            ? new(string.Join("\n\n", instructions), dialogue[..^1], question.Text, StopsOf(request.Stop), MostTokensOf(request))
            : throw Invalid.Value("messages", "The last message beside instructions is to be the user's: it is the one that is answered.");
    }

    /// <summary>The user of the caller's that is meant; never another caller's.</summary>
    public static UserId UserOf(ChatRequest request, UserId caller) =>
        request.User is not { Length: > 0 } user ? caller
        : user.Length <= LongestUser ? new UserId($"{caller.Value}/{user}")
        : throw Invalid.Value("user", $"user is to have at most {LongestUser} characters.");

    private static void RefuseWhatIsNotServed(ChatRequest request)
    {
        if (request.Tools is { ValueKind: System.Text.Json.JsonValueKind.Array } tools && tools.GetArrayLength() > 0)
        {
            throw Invalid.Unsupported("tools", "Companions call no tools; leave tools out.");
        }

        if (request.Functions is { ValueKind: System.Text.Json.JsonValueKind.Array } functions && functions.GetArrayLength() > 0)
        {
            throw Invalid.Unsupported("functions", "Companions call no functions; leave functions out.");
        }

        if (request.N is not (null or 1))
        {
            throw Invalid.Unsupported("n", "One reply is given to a question; leave n out, or 1.");
        }

        if (request.ResponseFormat?.Type is not (null or "text"))
        {
            throw Invalid.Unsupported("response_format", "Replies are text; leave response_format out.");
        }

        if (request.Modalities?.Any(m => m != "text") == true)
        {
            throw Invalid.Unsupported("modalities", "Replies are text here; /v1/audio/speech and /v1/realtime speak.");
        }

        if (request.Logprobs == true)
        {
            throw Invalid.Unsupported("logprobs", "Companions tell no probabilities; leave logprobs out.");
        }
    }

    private static string TextOf(TextOrParts? content, string where)
    {
        if (content is null)
        {
            throw Invalid.Value(where, $"{where} is to be a text, or an array of text parts.");
        }

        return content.Parts.FirstOrDefault(p => p.Type != "text" || p.Text is null) is { } other
            ? throw Invalid.Unsupported(where, $"{where} holds a part that is no text; pictures and sound are not taken here.")
            : string.Concat(content.Parts.Select(p => p.Text));
    }

    private static void CheckLength(long characters, int most)
    {
        if (characters > most)
        {
            throw new ApiException(
                StatusCodes.Status400BadRequest,
                "context_length_exceeded",
                $"The messages have {characters} characters and at most {most} are taken; leave out the oldest.",
                "messages");
        }
    }

    private static IReadOnlyList<string> StopsOf(StringOrStrings? stop) =>
        stop is null ? []
        : stop.Values.Count <= MostStops && stop.Values.All(s => s.Length is > 0 and <= 500) ? stop.Values
        : throw Invalid.Value("stop", $"stop is to hold up to {MostStops} texts of 1 to 500 characters.");

    private static int MostTokensOf(ChatRequest request) => (request.MaxCompletionTokens ?? request.MaxTokens) switch
    {
        null => int.MaxValue,
        >= 1 and var most => most,
        _ => throw Invalid.Value("max_tokens", "max_tokens is to be 1 or more."),
    };
}

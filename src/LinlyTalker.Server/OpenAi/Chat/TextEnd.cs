namespace LinlyTalker.Server.OpenAi.Chat;

/// <summary>
/// Ends a text that streams before the first of some stretches, or after so many tokens. What may yet become such a
/// stretch is held back until it is sure that it does not.
/// </summary>
internal sealed class TextEnd(IReadOnlyList<string> stops, int mostTokens)
{
    private readonly TokenCounter counter = new();
    private string held = "";

    /// <summary>Null: the text goes on.</summary>
    public string? Reason { get; private set; }

    /// <summary>Tokens that were let through.</summary>
    public int Tokens => counter.Count;

    /// <returns>What is certain now.</returns>
    public string Take(string piece)
    {
        if (Reason is not null)
        {
            return "";
        }

        var text = held + piece;
        var stop = stops.Select(s => text.IndexOf(s, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(-1).Min();
        if (stop >= 0)
        {
            Reason = "stop";
            held = "";
            return Count(text[..stop]);
        }

        var keep = stops.Select(s => Overlap(text, s)).DefaultIfEmpty(0).Max();
        held = text[^keep..];
        return Count(text[..^keep]);
    }

    /// <returns>What was held back, now that nothing follows.</returns>
    public string Finish()
    {
        var rest = Reason is null ? Count(held) : "";
        Reason ??= "stop";
        return rest;
    }

    private string Count(string text)
    {
        var within = counter.Take(text, mostTokens);
        if (within < text.Length)
        {
            Reason = "length";
        }

        return text[..within];
    }

    /// <summary>Length of the text's longest end that begins the stop.</summary>
    private static int Overlap(string text, string stop)
    {
        var length = Math.Min(text.Length, stop.Length - 1);
        while (length > 0 && !text.EndsWith(stop[..length], StringComparison.Ordinal))
        {
            length--;
        }

        return length;
    }
}

namespace LinlyTalker.Core.Conversations;

/// <summary>The few sentences that a conversation says by itself, and the few words that it understands.</summary>
public sealed record Phrases
{
    private static readonly char[] Marks = [',', '.', '!', '?', '，', '。', '！', '？'];

    private static readonly Phrases English = new()
    {
        NoAnswer = "I am sorry, I cannot think of an answer just now. Please ask me again in a moment.",
        LostThread = "I am sorry, I lost my thread. Please ask me again.",
        DidYouSay = "Did you say: {0}?",
        SayAgain = "Please say it again.",
        AreYouThere = "Are you there?",
        Yes =
        [
            "yes", "yes yes", "yeah", "yep", "yup", "right", "correct", "exactly", "sure", "okay", "ok", "i did", "yes i did", "yes please",
            "yes that's right", "yes that is right", "that's right", "that is right", "that's correct", "that is correct", "mm-hm", "mhm", "uh-huh",
        ],
        No =
        [
            "no", "no no", "nope", "nah", "wrong", "not really", "no i did not", "i did not", "i didn't", "no i didn't", "that's wrong",
            "that is wrong", "no that's wrong", "no that is wrong", "no that's not right", "that's not right", "uh-uh",
        ],
        Corrections = ["i said", "no i said", "i meant", "no i meant", "what i said was", "no what i said was"],
        Murmurs = ["mm", "mhm", "mm-hm", "hm", "hmm", "uh", "um", "uh-huh", "ah", "oh", "huh"],
    };

    private static readonly Phrases Chinese = new()
    {
        NoAnswer = "抱歉，我现在想不出答案，请稍后再问我一次。",
        LostThread = "抱歉，我说到一半断了思路，请再问我一次。",
        DidYouSay = "您是说：{0}？",
        SayAgain = "请您再说一遍。",
        AreYouThere = "您还在吗？",
        Yes = ["是", "是的", "是啊", "对", "对的", "对对", "没错", "嗯", "嗯嗯", "好", "好的"],
        No = ["不", "不是", "不是的", "不对", "错了", "没有", "不不"],
        Corrections = ["我说的是", "我是说", "我说", "不是我说的是", "不是 我说的是", "不 我说的是", "不是 我是说", "不是我是说"],
        Murmurs = ["嗯", "嗯嗯", "哦", "噢", "啊", "呃", "唔", "喔"],
    };

    /// <summary>When every brain has failed.</summary>
    public required string NoAnswer { get; init; }

    /// <summary>When a brain failed in the middle of its reply.</summary>
    public required string LostThread { get; init; }

    /// <summary>{0} is what was heard.</summary>
    public required string DidYouSay { get; init; }

    public required string SayAgain { get; init; }

    /// <summary>When the user says nothing.</summary>
    public required string AreYouThere { get; init; }

    public required IReadOnlyList<string> Yes { get; init; }

    public required IReadOnlyList<string> No { get; init; }

    /// <summary>What is said before the words that had been said.</summary>
    public required IReadOnlyList<string> Corrections { get; init; }

    /// <summary>Sounds of a listener that are no interruption.</summary>
    public required IReadOnlyList<string> Murmurs { get; init; }

    /// <param name="language">BCP 47 tag; English where there is nothing better.</param>
    public static Phrases For(string language) =>
        language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    public bool IsYes(string text) => Yes.Contains(Plain(text));

    public bool IsNo(string text) => No.Contains(Plain(text));

    /// <summary>Nothing, or nothing but murmurs.</summary>
    public bool IsMurmur(string text) =>
        Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(Murmurs.Contains);

    /// <summary>What follows "no, I said"; null where nothing does, or it was not said so.</summary>
    public string? Correction(string text)
    {
        for (var end = text.Length - 1; end > 0; end--)
        {
            var said = text[..end].TrimEnd();
            var cutsWord = char.IsAsciiLetter(text[end - 1]) && char.IsAsciiLetter(text[end]);
            if (!cutsWord && (Corrections.Contains(Plain(said)) || (Marks.Contains(said[^1]) && IsNo(said))))
            {
                return text[end..].Trim() is { } rest && Plain(rest).Length > 0 ? rest : null;
            }
        }

        return null;
    }

    /// <summary>The words alone, in lower case.</summary>
    public static string Plain(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split([' ', .. Marks], StringSplitOptions.RemoveEmptyEntries));
}

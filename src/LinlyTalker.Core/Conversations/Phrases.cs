namespace LinlyTalker.Core.Conversations;

/// <summary>The few sentences that a conversation says by itself, and the few words that it understands.</summary>
public sealed record Phrases
{
    private static readonly Phrases English = new()
    {
        NoAnswer = "I am sorry, I cannot think of an answer just now. Please ask me again in a moment.",
        LostThread = "I am sorry, I lost my thread. Please ask me again.",
        DidYouSay = "Did you say: {0}?",
        SayAgain = "Please say it again.",
        Yes = ["yes", "yeah", "yep", "right", "correct", "exactly", "sure", "i did", "yes i did", "that's right"],
        No = ["no", "nope", "wrong", "not really", "no i did not", "i didn't", "no i didn't"],
        Murmurs = ["mm", "mhm", "mm-hm", "hm", "hmm", "uh", "um", "uh-huh", "ah", "oh", "huh"],
    };

    private static readonly Phrases Chinese = new()
    {
        NoAnswer = "抱歉，我现在想不出答案，请稍后再问我一次。",
        LostThread = "抱歉，我说到一半断了思路，请再问我一次。",
        DidYouSay = "您是说：{0}？",
        SayAgain = "请您再说一遍。",
        Yes = ["是", "是的", "对", "对的", "没错", "嗯", "好", "好的"],
        No = ["不", "不是", "不对", "错了", "没有"],
        Murmurs = ["嗯", "嗯嗯", "哦", "噢", "啊", "呃", "唔", "喔"],
    };

    /// <summary>When every brain has failed.</summary>
    public required string NoAnswer { get; init; }

    /// <summary>When a brain failed in the middle of its reply.</summary>
    public required string LostThread { get; init; }

    /// <summary>{0} is what was heard.</summary>
    public required string DidYouSay { get; init; }

    public required string SayAgain { get; init; }

    public required IReadOnlyList<string> Yes { get; init; }

    public required IReadOnlyList<string> No { get; init; }

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

    private static string Plain(string text) => string.Join(
        ' ', text.ToLowerInvariant().Split([' ', ',', '.', '!', '?', '，', '。', '！', '？'], StringSplitOptions.RemoveEmptyEntries));
}

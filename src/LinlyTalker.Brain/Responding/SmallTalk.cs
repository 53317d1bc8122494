using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Brain.Responding;

/// <summary>What people say that no knowledge base answers.</summary>
public enum SmallTalk
{
    Greeting,
    Thanks,
    Farewell,
    WhoAreYou,
    HowAreYou,
    WhatCanYouDo,
}

/// <summary>Recognises small talk: the whole utterance must be made of it, so that "hello, where is my order" is not.</summary>
internal static class SmallTalkRecogniser
{
    // Longest first within a kind does not matter: phrases are taken off until nothing is left.
    private static readonly (SmallTalk Kind, string[] Phrases)[] English =
    [
        (SmallTalk.WhatCanYouDo, ["what can you do", "what can you help me with", "what can i ask you", "what can i ask", "what do you know",
            "how can you help me", "can you help me", "help", "help me", "what can you tell me", "i need help"]),
        (SmallTalk.WhoAreYou, ["who are you", "what is your name", "whats your name", "what are you", "tell me about yourself", "introduce yourself",
            "who am i talking to", "are you a robot", "are you human", "are you real", "what should i call you"]),
        (SmallTalk.HowAreYou, ["how are you", "how are you doing", "how do you do", "how is it going", "hows it going", "whats up"]),
        (SmallTalk.Thanks, ["thank you", "thanks", "thank you very much", "thanks a lot", "thank you so much", "many thanks", "great", "that helps",
            "perfect", "cheers", "very good", "that was helpful"]),
        (SmallTalk.Farewell, ["goodbye", "good bye", "bye", "bye bye", "see you", "see you later", "good night", "have a nice day", "thats all"]),
        (SmallTalk.Greeting, ["hello", "hi", "hey", "good morning", "good afternoon", "good evening", "hello there", "hi there", "greetings",
            "nice to meet you"]),
    ];

    private static readonly (SmallTalk Kind, string[] Phrases)[] Chinese =
    [
        (SmallTalk.WhatCanYouDo, ["你能做什么", "你会做什么", "你会什么", "可以问你什么", "我能问你什么", "你能帮我什么", "能帮帮我吗", "帮帮我", "你知道什么"]),
        (SmallTalk.WhoAreYou, ["你是谁", "你叫什么名字", "你叫什么", "你是什么", "介绍一下你自己", "介绍一下自己", "自我介绍一下", "你是真人吗", "你是机器人吗"]),
        (SmallTalk.HowAreYou, ["你好吗", "你怎么样", "最近好吗", "最近怎么样"]),
        (SmallTalk.Thanks, ["谢谢你", "谢谢您", "谢谢", "多谢", "非常感谢", "感谢", "太好了", "辛苦了"]),
        (SmallTalk.Farewell, ["再见", "拜拜", "晚安", "下次见", "回头见", "没有别的了"]),
        (SmallTalk.Greeting, ["你好", "您好", "大家好", "早上好", "下午好", "晚上好", "嗨", "哈喽", "喂"]),
    ];

    private static readonly string[] Fillers = ["oh", "ok", "okay", "well", "so", "and", "then", "now", "please", "yes", "no", "again", "you", "to", "啊", "呀", "吧", "哦", "好的", "好", "那"];
    private const int LongestSmallTalk = 80; // characters

    public static SmallTalk? Recognise(string text)
    {
        if (text.Length > LongestSmallTalk)
        {
            return null;
        }

        var chinese = Han.Any(text);
        var plain = Plain(text, chinese);
        SmallTalk? kind = null;
        foreach (var (phrase, of) in chinese ? ByLength(Chinese) : ByLength(English))
        {
            var said = chinese ? phrase : $" {phrase} ";
            if (plain.Contains(said, StringComparison.Ordinal))
            {
                plain = plain.Replace(said, chinese ? "" : " ", StringComparison.Ordinal);
                // "Hello, who are you?" is the question; "thanks, bye" is the farewell: the later kind in order of weight.
                kind = kind is null || Rank(of) < Rank(kind.Value) ? of : kind;
            }
        }

        var rest = chinese
            ? Fillers.Aggregate(plain, (t, f) => t.Replace(f, "", StringComparison.Ordinal))
            : string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Fillers));
        return rest.Trim().Length == 0 ? kind : null;
    }

    private static int Rank(SmallTalk kind) => kind switch
    {
        SmallTalk.WhatCanYouDo => 0,
        SmallTalk.WhoAreYou => 1,
        SmallTalk.HowAreYou => 2,
        SmallTalk.Farewell => 3,
        SmallTalk.Thanks => 4,
        _ => 5,
    };

    private static IEnumerable<(string Phrase, SmallTalk Kind)> ByLength((SmallTalk Kind, string[] Phrases)[] table) =>
        table.SelectMany(t => t.Phrases.Select(p => (p, t.Kind))).OrderByDescending(p => p.p.Length);

    private static string Plain(string text, bool chinese)
    {
        var letters = string.Concat(text.ToLowerInvariant().Where(c => c is not ('\'' or '’'))
            .Select(c => char.IsLetterOrDigit(c) ? c : ' '));
        return chinese
            ? letters.Replace(" ", "", StringComparison.Ordinal)
            : $" {string.Join(' ', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
    }
}

using LinlyTalker.Core.Flow;

namespace LinlyTalker.Brain.Wording;

internal sealed class ChinesePhrases : Phrases
{
    public static ChinesePhrases Instance { get; } = new();

    public override string LongCommand => "屏幕上的命令";

    public override string NothingAsked => "我没有听清问题，可以再说一遍吗？";

    public override string TooLong => "这个问题太长了，请用一两句话来问。";

    public override string Thanks => "不客气！";

    public override string Farewell => "再见！";

    public override string HowAreYou => "我很好，谢谢。你想了解什么？";

    public override string AskBack(IReadOnlyList<string> questions) => $"您是想问：{Join(questions.Select(q => $"“{Bare(q)}”"))}？";

    public override string Unknown(IReadOnlyList<string> topics, string? nearby) =>
        "抱歉，这个我不知道。"
        + (nearby is not null ? $"您是不是想问：“{nearby}”" : topics.Count > 0 ? $"我可以回答关于{string.Join('、', topics.Select(t => $"“{t}”"))}的问题。" : "");

    public override string WhatCanYouDo(IReadOnlyList<string> topics, IReadOnlyList<string> examples) =>
        (topics.Count > 0 ? $"我可以回答关于{string.Join('、', topics.Select(t => $"“{t}”"))}的问题。" : "")
        + $"例如可以问我：{Join(examples.Select(e => $"“{Bare(e)}”"))}？";

    public override string Greeting(Persona persona) => $"你好！我是{persona.Name}。你想了解什么？";

    public override string WhoAreYou(Persona persona) =>
        $"我是{persona.Name}，一个数字人，不是真人{(persona.Role.Length > 0 ? $"，职责是：{Bare(persona.Role)}" : "")}。";

    private static string Join(IEnumerable<string> parts)
    {
        var all = parts.ToArray();
        return all.Length <= 1 ? string.Concat(all) : $"{string.Join('、', all[..^1])}，还是{all[^1]}";
    }
}

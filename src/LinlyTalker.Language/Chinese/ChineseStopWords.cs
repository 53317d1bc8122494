namespace LinlyTalker.Language.Chinese;

/// <summary>Words that say little about what a Chinese text is about.</summary>
public static class ChineseStopWords
{
    private static readonly string[] Stop =
    [
        "怎么样", "为什么", "是不是", "能不能", "可不可以", "行不行", "有没有", "会不会", "请问一下", "我想问一下", "想问一下", "问一下",
        "什么", "怎么", "怎样", "如何", "哪些", "哪个", "那些", "这些", "这个", "那个", "一个", "一下", "一张", "可以", "能够", "可能",
        "应该", "需要", "请问", "我们", "你们", "他们", "它们", "它的", "我的", "你的", "自己", "还是", "或者", "如果", "但是", "因为",
        "所以", "的话", "时候", "已经", "现在", "还有", "问题", "关于", "有关", "告诉", "知道", "想要", "怎么办", "办法", "没有",
        "的", "了", "吗", "呢", "吧", "啊", "呀", "么", "是", "在", "有", "和", "与", "及", "也", "都", "就", "还", "又", "很", "太",
        "我", "你", "您", "他", "她", "它", "这", "那", "哪", "个", "些", "把", "被", "让", "给", "对", "跟", "从", "到", "向", "为",
        "要", "能", "会", "想", "请", "说", "问", "做", "不", "没", "得", "地", "着", "过", "里", "上", "下",
    ];

    /// <summary>The longest stop word that begins at <paramref name="text"/>'s beginning, in characters; 0 for none.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        var longest = 0;
        foreach (var word in Stop)
        {
            if (word.Length > longest && text.StartsWith(word, StringComparison.Ordinal))
            {
                longest = word.Length;
            }
        }

        return longest;
    }
}

namespace LinlyTalker.Language.Sentences;

/// <summary>What the signs of a text do to its sentences.</summary>
internal static class Punctuation
{
    /// <summary>Ends a sentence wherever it stands: no number, name or address holds it.</summary>
    public static bool EndsAlways(char c) => c is '。' or '！' or '？' or '；' or '｡' or '।' or '॥' or '؟' or '۔' or '።' or '։';

    /// <summary>Ends a sentence when white space follows.</summary>
    public static bool EndsBeforeSpace(char c) => c is '.' or '!' or '?' or '…';

    public static bool Ends(char c) => EndsAlways(c) || EndsBeforeSpace(c);

    public static bool Opens(char c) =>
        c is '(' or '[' or '{' or '（' or '【' or '《' or '〈' or '「' or '『' or '“' or '«' or '［';

    public static bool Closes(char c) =>
        c is ')' or ']' or '}' or '）' or '】' or '》' or '〉' or '」' or '』' or '”' or '»' or '］';

    /// <summary>Belongs to the sentence that it follows; the straight quotes close when they stand behind its end.</summary>
    public static bool Trails(char c) => Closes(c) || c is '"' or '\'' or '’' or '*' or '_';

    /// <summary>Where an over-long sentence may be parted.</summary>
    public static bool PartsClauses(char c) =>
        c is ',' or ';' or ':' or '–' or '—' or '，' or '、' or '：' or ')' or '）' or '،' or '؛';

    /// <summary>Written without spaces: Han, kana, Hangul and their full-width signs.</summary>
    public static bool IsIdeographic(char c) =>
        c is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF'
            or >= '\uFF00' and <= '\uFFEF' or >= '\uD840' and <= '\uD87F';
}

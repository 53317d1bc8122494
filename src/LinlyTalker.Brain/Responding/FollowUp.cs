using System.Text.RegularExpressions;

namespace LinlyTalker.Brain.Responding;

/// <summary>Whether an utterance leans on what was said before, and which of the offered things it picks.</summary>
internal static partial class FollowUp
{
    private const int TimeLimit = 1000; // milliseconds

    /// <summary>It begins like a continuation, or names something only by a pronoun.</summary>
    public static bool LeansOnDialogue(string text) => Continuation().IsMatch(text) || Pronoun().IsMatch(text);

    /// <summary>The place, from 0, of the offer that "the second one" or "第二个" picks; -1 for the last; null for none.</summary>
    public static int? Ordinal(string text)
    {
        var match = OrdinalWord().Match(text);
        return !match.Success ? null : match.Value.ToLowerInvariant() switch
        {
            "first" or "第一" or "前面" or "former" or "number one" => 0,
            "second" or "第二" or "number two" => 1,
            "third" or "第三" or "number three" => 2,
            _ => -1,
        };
    }

    public static bool IsYes(string text) => Yes().IsMatch(text);

    [GeneratedRegex(@"^\W*(and|but|so|then|also|or|what about|how about|what if)\b|^\s*(那么?|还有|然后|另外|所以)|呢[？?。!！\s]*$", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Continuation();

    [GeneratedRegex(@"\b(it|its|that|this|they|them|their|there|those|these|one|ones|he|him|his|she|her)\b|它|他|她|这个|那个|那里|那边|这样|那样|这种|那种", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"\b(first|second|third|last|latter|former|number (one|two|three))\b|第[一二三]|最后|后面|前面", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex OrdinalWord();

    [GeneratedRegex(@"^\W*(yes|yeah|yep|yup|sure|exactly|right|correct|that one|that's it|please|是的?|对的?|嗯|没错|好的?)[\W]*(please|exactly|的)?\W*$", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Yes();
}

using System.Text.RegularExpressions;
using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Brain.Responding;

/// <summary>
/// Whether an utterance only names a topic ("delivery", "I have a question about photos", "发票") and asks nothing of it: then
/// several passages fit equally well, and the user is asked which.
/// </summary>
internal static partial class BareTopic
{
    private const int FewWords = 2;
    private const int FewCharacters = 4;
    private const int TimeLimit = 10_000; // milliseconds: a busy machine may well stand still for one second

    public static bool Is(string text)
    {
        var bare = Announcement().Replace(text, "", 1);
        if (bare.Length != text.Length)
        {
            return true;
        }

        return Han.Any(text)
            ? text.Count(Han.Is) <= FewCharacters && !Asking().IsMatch(text)
            : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length <= FewWords && !Asking().IsMatch(text);
    }

    [GeneratedRegex(@"\b((a |some )?(question|problem|issue|trouble|info|information|something|anything)s?|ask|talk|help( me)?)\b[^.?!]{0,20}\b(about|with|on|regarding|concerning)\b|^\W*(what|how) about\b|呢[？?。!！\s]*$|问一下|想问|请问一下|关于|有关|的(问题|事情?)", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Announcement();

    [GeneratedRegex(@"^\W*(who|what|when|where|why|how|which|can|do|does|is|are|will|stop|cancel|show)\b|吗|呢|什么|怎|哪|谁|几|多少|多久|如何|能不能|可不可以|怎么样|是否", RegexOptions.IgnoreCase, TimeLimit)]
    private static partial Regex Asking();
}

using LinlyTalker.Language.Chinese;

namespace LinlyTalker.Brain.Documents;

/// <summary>How long an answer may be to be listened to: about 25 seconds of speech.</summary>
internal static class Sayable
{
    private const int English = 360; // characters
    private const int Chinese = 120;

    public static int Limit(string text) => Han.Any(text) ? Chinese : English;
}

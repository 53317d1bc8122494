using System.Text.RegularExpressions;
using LinlyTalker.Server.Errors;

namespace LinlyTalker.Server.OpenAi;

/// <summary>The names of languages that clients send.</summary>
internal static partial class LanguageTag
{
    /// <returns>Null where none was sent.</returns>
    /// <exception cref="ApiException">It is no tag.</exception>
    public static string? Of(string? sent, string parameter) =>
        string.IsNullOrEmpty(sent) ? null
        : Shape().IsMatch(sent) ? sent
        : throw Invalid.Value(parameter, $"{parameter} is to be a language tag such as en, zh or en-GB.");

    /// <summary>BCP 47, language, script and region.</summary>
    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

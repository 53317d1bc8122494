using System.CommandLine;
using System.Text.RegularExpressions;

namespace LinlyTalker.Cli.Console;

/// <summary>What is wrong with a command line, in a user's words.</summary>
internal static partial class UsageSentence
{
    public static string Of(ParseResult parsed)
    {
        var messages = parsed.Errors.Select(e => Plain(e.Message)).Distinct().ToList();

        // A word that is no verb is the cause of the verb that is missing.
        if (parsed.UnmatchedTokens is [var stray, ..] && parsed.CommandResult.Command.Subcommands is { Count: > 0 } verbs)
        {
            return $"'{stray}' is not known here; there are {string.Join(", ", verbs.Select(v => v.Name))}.";
        }

        return string.Join(' ', messages);
    }

    private static string Plain(string message) => Expected().Replace(message, match =>
    {
        var (value, name, type) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        var wanted = type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
            : type.Contains("Single", StringComparison.Ordinal) || type.Contains("Double", StringComparison.Ordinal) ? "a number"
            : type.Contains("FileInfo", StringComparison.Ordinal) ? "the name of a file"
            : "something else";
        return $"{name} is '{value}'; {wanted} is needed.";
    });

    [GeneratedRegex(@"Cannot parse argument '(.*)' for \w+ '(\S+)' as expected type '(.+)'\.", RegexOptions.Singleline)]
    private static partial Regex Expected();
}

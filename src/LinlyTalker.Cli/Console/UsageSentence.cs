using System.CommandLine;
using System.Text.RegularExpressions;

namespace LinlyTalker.Cli.Console;

/// <summary>What is wrong with a command line, in a user's words.</summary>
internal static partial class UsageSentence
{
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;

        // A word that is no verb is the cause of the verb that is missing.
        if (command.Subcommands is { Count: > 0 } verbs)
        {
            var known = string.Join(", ", verbs.Select(v => v.Name));
            return parsed.UnmatchedTokens is [var stray, ..] ? $"'{stray}' is not known here; there are {known}."
                : $"{command.Name} is followed by what to do: {known}.";
        }

        var missing = command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a)?.Tokens is not { Count: > 0 });
        return missing is null ? string.Join(' ', parsed.Errors.Select(e => Plain(e.Message)).Distinct())
            : $"<{missing.Name}> has to be given: {missing.Description}";
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

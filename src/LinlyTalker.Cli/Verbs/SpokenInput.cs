using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Verbs;

/// <summary>Where a text to be spoken comes from: the command line, a file, or standard input; read piece by piece.</summary>
internal static partial class SpokenInput
{
    private const int PieceCharacters = 4096;

    /// <param name="words">The arguments: one may name a file or be <c>-</c>; none is standard input.</param>
    /// <exception cref="InputException">The file cannot be read or is no text.</exception>
    public static async IAsyncEnumerable<ReplyPiece> ReadAsync(
        string[] words, string language, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var isInput = words is [] or ["-"];
        if (!isInput && !NamesFile(words))
        {
            yield return new ReplyPiece { Text = string.Join(' ', words), Language = language };
            yield break;
        }

        if (words.Length == 0 && !System.Console.IsInputRedirected)
        {
            throw new InputException("Say what? Give a text, a file, or - for standard input: linly say \"Hello.\"");
        }

        using var reader = isInput ? new StreamReader(System.Console.OpenStandardInput()) : new StreamReader(GivenFile.OpenRead(words[0], orPipe: true));
        var buffer = new char[PieceCharacters];
        while (await reader.ReadBlockAsync(buffer, cancellation) is > 0 and var count)
        {
            if (buffer.AsSpan(0, count).Contains('\0'))
            {
                throw new InputException($"{(isInput ? "Standard input" : words[0])} is not text: it holds zero bytes.");
            }

            yield return new ReplyPiece { Text = new string(buffer, 0, count), Language = language };
        }
    }

    /// <summary>One word that is a file; or that was meant for one, and is better refused than read out.</summary>
    private static bool NamesFile(string[] words) => words is [var name]
        && (File.Exists(name) || TextName().IsMatch(name) || (name.Contains('/', StringComparison.Ordinal) && Directory.Exists(name)));

    [GeneratedRegex(@"^\S+\.(txt|text|md|srt|vtt|csv|json|html?|docx?|odt|rtf|pdf)$", RegexOptions.IgnoreCase)]
    private static partial Regex TextName();
}

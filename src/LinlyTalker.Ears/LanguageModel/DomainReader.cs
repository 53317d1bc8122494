using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.LanguageModel;

/// <summary>
/// Reads the words of a domain from plain files: a text, or every .txt, .md and .csv of a folder. Marks of Markdown
/// and columns of tables end sentences as points do.
/// </summary>
public static partial class DomainReader
{
    private const long LargestFile = 32 << 20;
    private static readonly string[] Endings = [".txt", ".md", ".csv"];

    /// <exception cref="InputException">There is nothing to read, or it is no text.</exception>
    public static async Task<DomainText> ReadAsync(string path, CancellationToken cancellation = default)
    {
        var sentences = new List<string>();
        foreach (var file in Files(path))
        {
            cancellation.ThrowIfCancellationRequested();
            sentences.AddRange(Sentences(await ReadTextAsync(file, cancellation).ConfigureAwait(false)));
        }

        if (sentences.Count == 0)
        {
            throw new InputException($"{path} holds no sentence that the recogniser could learn.");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sentences)));
        return new DomainText(Convert.ToHexStringLower(hash), sentences, []);
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        if (!Directory.Exists(path))
        {
            throw new InputException($"There is no file or folder {path} to learn words from.");
        }

        return Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 8 })
            .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal);
    }

    private static async Task<string> ReadTextAsync(string file, CancellationToken cancellation)
    {
        if (new FileInfo(file).Length > LargestFile)
        {
            throw new InputException($"{file} is larger than {LargestFile >> 20} MB, which is more than a domain's text can be.");
        }

        try
        {
            var bytes = await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"{file} is no UTF-8 text, so no words can be learned from it.", e);
        }
    }

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnd().Split(text).Select(s => s.Trim()).Where(s => s.Any(char.IsLetter));

    /// <summary>A point between digits or letters ("3.14", "e.g.") ends nothing.</summary>
    [GeneratedRegex(@"[.?!](?=\s|$)|[;:|\t\r\n""#*`>]+|,(?=\S)")]
    private static partial Regex SentenceEnd();
}

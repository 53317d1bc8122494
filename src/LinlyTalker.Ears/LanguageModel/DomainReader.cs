using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Ears.LanguageModel;

/// <summary>
/// Reads the words of a domain from a text file. Marks of Markdown and columns of tables end sentences as points do.
/// </summary>
public static partial class DomainReader
{
    private const long LargestFile = 32 << 20;

    /// <exception cref="InputException">The file cannot be read, is no text, or holds no sentence.</exception>
    public static async Task<DomainText> ReadAsync(string path, CancellationToken cancellation = default)
    {
        string[] sentences = [.. Sentences(await ReadTextAsync(path, cancellation).ConfigureAwait(false))];
        if (sentences.Length == 0)
        {
            throw new InputException($"{path} holds no sentence that the recogniser could learn.");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sentences)));
        return new DomainText(Convert.ToHexStringLower(hash), sentences, []);
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new InputException($"{path} is larger than {LargestFile >> 20} MB, which is more than a domain's text can be.");
            }

            var bytes = await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"{path} is no UTF-8 text, so no words can be learned from it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnd().Split(text).Select(s => s.Trim()).Where(s => s.Any(char.IsLetter));

    /// <summary>A point between digits or letters ("3.14", "e.g.") ends nothing.</summary>
    [GeneratedRegex(@"[.?!](?=\s|$)|[;:|\t\r\n""#*`>]+|,(?=\S)")]
    private static partial Regex SentenceEnd();
}

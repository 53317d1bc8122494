using System.Buffers.Text;
using System.Globalization;
using System.Text;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Ears.Whisper.Tokens;

/// <summary>
/// The bytes that each token stands for: one line a token, its bytes in base64 and its number. The number of a token is
/// also its rank when text is encoded (byte pair encoding, Sennrich et al., 2016).
/// </summary>
internal sealed class Vocabulary
{
    private const long LargestFile = 16 << 20;

    /// <summary>Beyond the largest vocabulary of any Whisper by far.</summary>
    private const int MostTokens = 1 << 20;

    private readonly byte[]?[] bytes;

    /// <summary>By the token's bytes, one a character.</summary>
    private readonly Dictionary<string, int> ranks;

    private Vocabulary(byte[]?[] bytes, Dictionary<string, int> ranks) => (this.bytes, this.ranks) = (bytes, ranks);

    /// <summary>One more than the largest number.</summary>
    public int Count => bytes.Length;

    /// <exception cref="ModelFormatException">The file is no list of tokens.</exception>
    /// <exception cref="ModelMissingException">There is no such file.</exception>
    public static Vocabulary Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= LargestFile
                ? Parse(File.ReadAllBytes(file), file)
                : throw new ModelFormatException($"{file} is larger than any list of tokens ({LargestFile >> 20} MB).");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelMissingException($"There is no list of tokens at {file}; fetch the model with: linly models pull", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ModelFormatException($"{file} cannot be read: {fault.Message}", fault);
        }
    }

    /// <exception cref="ModelFormatException">The text is no list of tokens.</exception>
    public static Vocabulary Parse(ReadOnlySpan<byte> text, string file)
    {
        var found = new List<byte[]?>();
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        var line = 0;
        while (!text.IsEmpty)
        {
            line++;
            var end = text.IndexOf((byte)'\n');
            var current = (end < 0 ? text : text[..end]).TrimEnd("\r "u8);
            text = end < 0 ? [] : text[(end + 1)..];
            if (current.IsEmpty)
            {
                continue;
            }

            var space = current.LastIndexOf((byte)' ');
            if (space < 0
                || !int.TryParse(current[(space + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || id >= MostTokens || Decode(current[..space]) is not { } token)
            {
                throw new ModelFormatException($"{file} is no list of Whisper's tokens: line {line} is not a token in base64 and its number.");
            }

            while (found.Count <= id)
            {
                found.Add(null);
            }

            if (found[id] is not null)
            {
                throw new ModelFormatException($"{file} is no list of Whisper's tokens: line {line} gives the number {id} a second time.");
            }

            found[id] = token;
            ranks.TryAdd(Encoding.Latin1.GetString(token), id);
        }

        return found.Count > 0 ? new Vocabulary([.. found], ranks) : throw new ModelFormatException($"{file} holds no tokens.");
    }

    /// <summary>The bytes of a token; none for one that is not text.</summary>
    public ReadOnlySpan<byte> BytesOf(int token) => token >= 0 && token < bytes.Length ? bytes[token] : [];

    /// <summary>The text of tokens; bytes that make no character are left out.</summary>
    public string Text(IEnumerable<int> tokens)
    {
        var all = new List<byte>();
        foreach (var token in tokens)
        {
            all.AddRange(BytesOf(token));
        }

        return Encoding.UTF8.GetString([.. all]).Replace("\uFFFD", "", StringComparison.Ordinal);
    }

    /// <summary>The tokens of a text; bytes that the list lacks are left out.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        var tokens = new List<int>();
        foreach (var match in PreTokens.Pattern.EnumerateMatches(text))
        {
            var piece = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text.Substring(match.Index, match.Length)));
            Merge(piece, tokens);
        }

        return tokens;
    }

    /// <summary>Joins the neighbours whose joint form has the lowest rank, until none has one.</summary>
    private void Merge(string piece, List<int> tokens)
    {
        var parts = piece.Select(c => c.ToString()).ToList();
        while (parts.Count > 1)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < parts.Count; i++)
            {
                if (ranks.TryGetValue(parts[i] + parts[i + 1], out var rank) && rank < best)
                {
                    (best, at) = (rank, i);
                }
            }

            if (at < 0)
            {
                break;
            }

            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }

        tokens.AddRange(parts.Where(ranks.ContainsKey).Select(part => ranks[part]));
    }

    private static byte[]? Decode(ReadOnlySpan<byte> base64)
    {
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        return Base64.DecodeFromUtf8(base64, decoded, out _, out var written) == System.Buffers.OperationStatus.Done ? decoded[..written] : null;
    }
}

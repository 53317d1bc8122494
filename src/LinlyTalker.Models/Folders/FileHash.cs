using System.Security.Cryptography;

namespace LinlyTalker.Models.Folders;

/// <summary>SHA-256 of files, as 64 lower-case hexadecimal digits.</summary>
public static class FileHash
{
    private const int BlockSize = 1 << 18;

    public static async Task<string> Sha256Async(string path, CancellationToken cancellation = default)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize, FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
        }
    }

    public static bool IsSha256(string? text) =>
        text is { Length: 64 } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}

using LinlyTalker.Core.Errors;

namespace LinlyTalker.Face.Avatars;

/// <summary>The bytes of a file from outside, as many as are allowed.</summary>
internal static class UploadedPhoto
{
    private const int FirstBuffer = 1 << 20;

    /// <exception cref="InputException">There are more, or they break off.</exception>
    public static async Task<byte[]> ReadAsync(Stream photo, long limit, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream(FirstBuffer);
        var part = new byte[81920];
        int count;
        try
        {
            while ((count = await photo.ReadAsync(part, cancellation).ConfigureAwait(false)) > 0)
            {
                bytes.Write(part, 0, count);
                if (bytes.Length > limit)
                {
                    throw new InputException($"The photo has more than {limit >> 20} MB; make it smaller.");
                }
            }
        }
        catch (IOException e)
        {
            throw new InputException($"The photo broke off after {bytes.Length} bytes; send it again.", e);
        }

        return bytes.ToArray();
    }
}

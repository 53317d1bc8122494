using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Media.Sound;

/// <summary>
/// Sound that somebody sent. It lies in a file that only this user may read, under a name of ours, while it is decoded:
/// some containers tell at their end what is at their beginning.
/// </summary>
internal static class ReceivedSound
{
    /// <summary>Stands for the file in sentences, since nobody knows its name.</summary>
    private const string Name = "The sound";

    /// <exception cref="InputException">It is no sound, or too long.</exception>
    public static async IAsyncEnumerable<AudioChunk> DecodeAsync(
        Stream encoded, int sampleRate, TimeSpan longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetTempPath(), $"linly-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            UnixCreateMode = OperatingSystem.IsWindows() ? null : UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var file = new FileStream(path, options);
        await encoded.CopyToAsync(file, cancellation).ConfigureAwait(false);
        await file.FlushAsync(cancellation).ConfigureAwait(false);
        await using var chunks = AudioFile.DecodeAsync(path, sampleRate, cancellation: cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(chunks, path).ConfigureAwait(false))
        {
            if (chunks.Current.Span.EndTime(sampleRate) > longest)
            {
                throw new InputException($"{Name} is longer than the {longest:h\\:mm\\:ss} that are taken; send it in pieces.");
            }

            yield return chunks.Current;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<AudioChunk> chunks, string path)
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (InputException e)
        {
            // Our file's name means nothing to who sent the sound.
            throw new InputException(
                e.Message.Replace($"file:{path}", "it", StringComparison.Ordinal).Replace(path, Name, StringComparison.Ordinal), e);
        }
    }
}

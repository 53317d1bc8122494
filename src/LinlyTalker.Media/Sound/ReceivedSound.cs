using System.Runtime.CompilerServices;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Media.Sound;

/// <summary>
/// Sound that somebody sent. A file is read where it lies; other streams are laid into one while they are decoded, since
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
        await using var copy = encoded is FileStream ? null : await CopyAsync(encoded, cancellation).ConfigureAwait(false);
        var path = (copy ?? (FileStream)encoded).Name;
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

    private static async Task<FileStream> CopyAsync(Stream encoded, CancellationToken cancellation)
    {
        var file = TemporaryFile.Create();
        try
        {
            await encoded.CopyToAsync(file, cancellation).ConfigureAwait(false);
            await file.FlushAsync(cancellation).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
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

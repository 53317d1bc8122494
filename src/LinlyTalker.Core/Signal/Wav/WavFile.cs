using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Signal.Wav;

/// <summary>A whole WAV at once, for short sounds; long ones stream through reader and writer.</summary>
public static class WavFile
{
    /// <returns>All of it, mono.</returns>
    /// <exception cref="InputException">It cannot be read, is not a WAV, or is longer than memory allows.</exception>
    public static AudioChunk Read(string path)
    {
        using var reader = WavReader.Open(path);
        return ReadAll(reader);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static AudioChunk Read(Stream stream, string name)
    {
        using var reader = new WavReader(stream, name, leaveOpen: true);
        return ReadAll(reader);
    }

    /// <summary>Writes mono PCM 16, or another encoding; the file appears whole or not at all.</summary>
    public static void Write(
        string path,
        ReadOnlySpan<float> samples,
        int sampleRate,
        WavEncoding encoding = WavEncoding.Pcm16,
        string? comment = null)
    {
        using var pending = new PendingFile(path);
        try
        {
            using var file = File.Create(pending.TemporaryPath);
            var writer = new WavWriter(file, sampleRate, encoding, comment);
            writer.Write(samples);
            writer.Complete();
        }
        catch (IOException e)
        {
            throw new InputException($"{path} cannot be written: {e.Message}", e);
        }

        pending.Commit();
    }

    private static AudioChunk ReadAll(WavReader reader)
    {
        // Grows with what is really there, so a lying header costs nothing.
        var pieces = reader.ReadChunks(1 << 16).ToList();
        var samples = new float[checked(pieces.Sum(p => p.Samples.Length))];
        foreach (var piece in pieces)
        {
            piece.Samples.Span.CopyTo(samples.AsSpan((int)piece.Position));
        }

        return new AudioChunk(samples, reader.Format.SampleRate, 0);
    }
}

using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Server.OpenAi.Transcription;

/// <summary>Listens to the end, and has then heard what it was given.</summary>
internal sealed class HearingEars(params Utterance[] heard) : IEars
{
    public ListenOptions? Options { get; private set; }

    /// <summary>Of all that was listened to.</summary>
    public TimeSpan Length { get; private set; }

    public static Utterance Said(string text, int start, float confidence = 0.5f) => new()
    {
        Text = text,
        Language = "en",
        Confidence = confidence,
        Span = new(start, start + 8000),
        Words = [.. text.Split(' ').Select((w, i) => new Word(w, new(start + (i * 4000), start + (i * 4000) + 4000), 0.25f))],
    };

    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Options = options;
        await foreach (var chunk in audio.WithCancellation(cancellation))
        {
            Length += chunk.Duration;
        }

        foreach (var utterance in heard)
        {
            yield return utterance;
        }
    }
}

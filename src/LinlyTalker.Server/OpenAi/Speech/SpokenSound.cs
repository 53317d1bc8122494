using System.Runtime.CompilerServices;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Serving;
using LinlyTalker.Core.Signal;
using LinlyTalker.Server.Errors;
using LinlyTalker.Server.Health;

namespace LinlyTalker.Server.OpenAi.Speech;

/// <summary>The sound of a text as it is made. Whether there is any is known before the first byte is sent.</summary>
internal sealed class SpokenSound(SpeechOrder order, IEngines engines, ServerMeter meter)
{
    public const int SampleRate = 24000;

    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan Length { get; private set; }

    /// <summary>Done with the first sound; fails with what hindered it. Something must read meanwhile.</summary>
    public Task Begun => begun.Task;

    public async IAsyncEnumerable<AudioChunk> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ReplyPiece[] text = [new() { Text = order.Text, Language = order.Language }];
        var sentences = engines.Cutter.CutAsync(text.ToAsyncEnumerable(), cancellation);
        var speech = engines.Voice.SpeakAsync(sentences, order.Speak, cancellation);
        await using var sound = SoundAsync(speech, cancellation).ResampleAsync(SampleRate, cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(sound).ConfigureAwait(false))
        {
            Length += sound.Current.Duration;
            meter.Speak(sound.Current.Duration);
            yield return sound.Current;
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<AudioChunk> sound)
    {
        try
        {
            if (await sound.MoveNextAsync().ConfigureAwait(false))
            {
                begun.TrySetResult();
                return true;
            }

            begun.TrySetException(Invalid.Value("input", "input holds nothing that can be said."));
            return false;
        }
        catch (Exception e)
        {
            begun.TrySetException(e);
            throw;
        }
    }

    private static async IAsyncEnumerable<AudioChunk> SoundAsync(
        IAsyncEnumerable<SpeechChunk> speech, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in speech.WithCancellation(cancellation).ConfigureAwait(false))
        {
            yield return chunk.Audio;
        }
    }
}

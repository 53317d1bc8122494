using LinlyTalker.Cli.Composition;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Ears;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Answering;

/// <summary>A question, typed or heard.</summary>
/// <param name="Length">Of the recording; zero when it was typed.</param>
/// <param name="Took">To hear it.</param>
internal sealed record AskedQuestion(string Text, float Confidence, TimeSpan Length, TimeSpan Took)
{
    private const int SampleRate = 16000;

    public bool WasHeard => Length > TimeSpan.Zero;

    public static AskedQuestion Typed(string text) => new(text, 1, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Hears a recording to its end; its utterances make one question.</summary>
    /// <exception cref="InputException">No word was heard, or the recording cannot be read.</exception>
    public static async Task<AskedQuestion> HearAsync(
        string path, Settings settings, ModelStore store, ListenOptions listen, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        LinlyException? lost = null;
        var (ears, _) = RecogniserComposition.Compose(
            settings, store, listen.Language, byMeaning: false, new EarsOptions { Decoders = 1, Fault = e => lost = e });
        await using var owned = (IAsyncDisposable)ears;
        var sound = TimeSpan.Zero;
        var heard = new List<Utterance>();
        await foreach (var utterance in ears.ListenAsync(SoundAsync(), listen with { Partials = false }, cancellation))
        {
            if (utterance.IsFinal && utterance.Text.Length > 0)
            {
                heard.Add(utterance);
            }
        }

        if (heard.Count == 0)
        {
            throw lost ?? new InputException($"{path}: nothing was said in {sound.TotalSeconds:0.0} s, or nothing that could be understood.");
        }

        return new(
            string.Join(' ', heard.Select(u => u.Text)),
            heard.Min(u => u.Confidence),
            sound,
            TimeProvider.System.GetElapsedTime(start));

        async IAsyncEnumerable<AudioChunk> SoundAsync()
        {
            await foreach (var chunk in AudioFile.DecodeAsync(path, SampleRate, null, cancellation))
            {
                sound = chunk.Span.EndTime(chunk.SampleRate);
                yield return chunk;
            }
        }
    }
}

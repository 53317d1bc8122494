using System.Runtime.CompilerServices;
using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Streams;

namespace LinlyTalker.Core.Conversations;

/// <summary>
/// One reply on its way: thoughts become sentences, sentences speech, speech motion. Cancelling ends all of it.
/// </summary>
internal sealed class ReplyFlow(
    ConversationOrgans organs, ConversationOptions options, Outlet output, StageWatch watch, Transcript transcript, int turn)
{
    private readonly BandMeter meter = new();
    private bool faceFailed;

    public async Task RunAsync(IAsyncEnumerable<ReplyPiece> pieces, CancellationToken cancellation)
    {
        var thoughts = organs.Cutter.CutAsync(watch.FirstOf(pieces, Stage.FirstPiece, cancellation), cancellation);
        await using var sentences = new Lookahead<Sentence>(ThinkAsync(thoughts, cancellation), 4, cancellation);
        await SpeakAsync(sentences, cancellation).ConfigureAwait(false);
        await CaptionAsync(sentences, cancellation).ConfigureAwait(false);
        await output.WriteAsync(new ReplyEnded(turn), cancellation).ConfigureAwait(false);
        await watch.ReachAsync(Stage.Ended, cancellation).ConfigureAwait(false);
    }

    private async Task SpeakAsync(Lookahead<Sentence> sentences, CancellationToken cancellation)
    {
        if (organs.Voice is null)
        {
            return;
        }

        try
        {
            var speech = organs.Voice.SpeakAsync(TakeAsync(sentences, cancellation), options.Speak, cancellation);
            await foreach (var chunk in speech.Ahead(8, cancellation).ConfigureAwait(false))
            {
                transcript.Speak(chunk, meter.Take(chunk.Audio));
                await output.WriteAsync(new Spoke(turn, chunk), cancellation).ConfigureAwait(false);
                await watch.ReachAsync(Stage.FirstSound, cancellation).ConfigureAwait(false);
                await MoveAsync(chunk, cancellation).ConfigureAwait(false);
                if (!output.TracksPlayback)
                {
                    transcript.Play(chunk.Audio.Span.End);
                }
            }
        }
        catch (Exception e) when (e is not ClientGoneException && !cancellation.IsCancellationRequested)
        {
            await output.DegradeAsync(turn, Organ.Voice, e, cancellation).ConfigureAwait(false);
        }
    }

    private async Task MoveAsync(SpeechChunk chunk, CancellationToken cancellation)
    {
        if (organs.Animator is null || faceFailed)
        {
            return;
        }

        FaceMotion motion;
        try
        {
            motion = organs.Animator.Animate(chunk);
        }
        catch (Exception e)
        {
            faceFailed = true;
            await output.DegradeAsync(turn, Organ.Face, e, cancellation).ConfigureAwait(false);
            return;
        }

        await output.WriteAsync(new Moved(turn, motion), cancellation).ConfigureAwait(false);
        await watch.ReachAsync(Stage.FirstMotion, cancellation).ConfigureAwait(false);
    }

    /// <summary>What no voice has said is shown: nothing, as a rule.</summary>
    private async Task CaptionAsync(Lookahead<Sentence> sentences, CancellationToken cancellation)
    {
        foreach (var (sentence, rest) in transcript.Unspoken)
        {
            await ShowAsync(sentence, rest, cancellation).ConfigureAwait(false);
        }

        await foreach (var sentence in TakeAsync(sentences, cancellation).ConfigureAwait(false))
        {
            await ShowAsync(sentence, sentence.Text, cancellation).ConfigureAwait(false);
        }
    }

    private async Task ShowAsync(Sentence sentence, string text, CancellationToken cancellation)
    {
        await output.WriteAsync(new Captioned(turn, text), cancellation).ConfigureAwait(false);
        transcript.Show(sentence);
    }

    private async IAsyncEnumerable<Sentence> ThinkAsync(
        IAsyncEnumerable<Sentence> sentences, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var sentence in sentences.WithCancellation(cancellation).ConfigureAwait(false))
        {
            await watch.ReachAsync(Stage.FirstSentence, cancellation).ConfigureAwait(false);
            await output.WriteAsync(new Thought(turn, sentence), cancellation).ConfigureAwait(false);
            yield return sentence;
        }
    }

    private async IAsyncEnumerable<Sentence> TakeAsync(
        Lookahead<Sentence> sentences, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var sentence in sentences.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            transcript.Take(sentence);
            yield return sentence;
        }
    }
}

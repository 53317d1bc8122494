using System.Diagnostics;
using LinlyTalker.Bench.Ears;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Bench.Chain;

/// <summary>
/// A question played to a conversation, and when it got how far: in seconds since the question's last speech was played. Not a
/// number where it never did.
/// </summary>
internal sealed class TimedAnswer : IConversationOutput
{
    private const int Chunk = SpokenQuestions.SampleRate / 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private readonly SpokenQuestion question;
    private readonly CancellationTokenSource done = new();
    private readonly List<string> heard = [];
    private long start;

    private TimedAnswer(SpokenQuestion question) => this.question = question;

    public bool TracksPlayback => false;

    /// <summary>The final words are known, and with them that the turn is over.</summary>
    public double Heard { get; private set; } = double.NaN;

    public double FirstPiece { get; private set; } = double.NaN;

    public double FirstSentence { get; private set; } = double.NaN;

    public double FirstSound { get; private set; } = double.NaN;

    public int Turns { get; private set; }

    public WordErrors Errors => WordErrors.Count(HeardText.Words(question.Text), HeardText.Words(string.Join(' ', heard)));

    public static async Task<TimedAnswer> AskAsync(ConversationOrgans organs, ConversationOptions options, SpokenQuestion question)
    {
        var answer = new TimedAnswer(question);
        using var done = answer.done;
        var conversation = new Conversation(organs, options, answer);
        try
        {
            await conversation.RunAsync(answer.PlayAsync(), done.Token);
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // The first sound of the reply is all that is waited for.
        }

        return answer;
    }

    public ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        var now = Stopwatch.GetElapsedTime(start).TotalSeconds - ((double)question.End / SpokenQuestions.SampleRate);
        switch (item)
        {
            case Heard { Utterance: { IsFinal: true, Text.Length: > 0 } utterance }:
                (Heard, Turns) = (now, Turns + 1);
                heard.Add(utterance.Text);
                break;
            case Reached { Stage: Stage.FirstPiece }:
                FirstPiece = now;
                break;
            case Reached { Stage: Stage.FirstSentence }:
                FirstSentence = now;
                break;
            case Spoke when now > 0 && double.IsNaN(FirstSound):
                FirstSound = now;
                done.CancelAfter(TimeSpan.FromMilliseconds(50));
                break;
            case Degraded degraded:
                Console.Error.WriteLine(degraded.Reason);
                break;
        }

        return ValueTask.CompletedTask;
    }

    public override string ToString() =>
        $"{question.Voice,-16} {Heard:F2} {FirstPiece:F2} {FirstSentence:F2} {FirstSound:F2}  {question.Text} -> {string.Join(" / ", heard)}";

    private async IAsyncEnumerable<AudioChunk> PlayAsync()
    {
        start = Stopwatch.GetTimestamp();
        var silence = (int)(Patience.TotalSeconds * SpokenQuestions.SampleRate);
        for (var at = 0; at < question.Sound.Length + silence; at += Chunk)
        {
            var due = TimeSpan.FromSeconds((double)(at + Chunk) / SpokenQuestions.SampleRate) - Stopwatch.GetElapsedTime(start);
            await Task.Delay(due < TimeSpan.Zero ? TimeSpan.Zero : due);
            var chunk = new float[Chunk];
            if (at < question.Sound.Length)
            {
                question.Sound.AsSpan(at, Math.Min(Chunk, question.Sound.Length - at)).CopyTo(chunk);
            }

            yield return new AudioChunk(chunk, SpokenQuestions.SampleRate, at);
        }
    }
}

using System.Text;
using LinlyTalker.Core.Conversations;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Cli.Recording;

/// <summary>Passes a conversation on to its playback, and keeps what a report wants to know.</summary>
internal sealed class ReplyRecorder(IConversationOutput playback) : IConversationOutput
{
    private readonly StringBuilder text = new();
    private readonly List<Source> sources = [];
    private readonly TaskCompletionSource<bool> spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int charactersThought;
    private int charactersSaid;

    public bool TracksPlayback => playback.TracksPlayback;

    public string Text => text.ToString().Trim();

    public IReadOnlyList<Source> Sources => sources;

    /// <summary>When each stage was reached, since the question was asked.</summary>
    public Dictionary<Stage, TimeSpan> Stages { get; } = [];

    public List<Degraded> Failures { get; } = [];

    /// <summary>What no voice could say.</summary>
    public List<string> Captions { get; } = [];

    public TimeSpan SpeechLength { get; private set; }

    /// <summary>How much of the reply was played then, 0 to 1, if the rest is said as fast as what was said.</summary>
    /// <param name="length">Of the text in characters, where more is known of it than was thought; otherwise 0.</param>
    public double ShareOf(TimeSpan played, int length)
    {
        var (said, known) = (Volatile.Read(ref charactersSaid), Math.Max(length, Volatile.Read(ref charactersThought)));
        return said == 0 || played <= TimeSpan.Zero ? 0 : Math.Min(1, played / SpeechLength * said / known);
    }

    /// <summary>True with the first sound, false when the reply ended without one.</summary>
    public Task<bool> HasSpoken => spoken.Task;

    public ValueTask WriteAsync(ConversationEvent item, CancellationToken cancellation)
    {
        switch (item)
        {
            case Thought { Sentence: var sentence }:
                text.Append(sentence.Text);
                charactersThought = text.Length;
                sources.AddRange(sentence.Sources.Where(s => !sources.Contains(s)));
                break;
            case Spoke { Chunk: { Audio: var audio } chunk }:
                SpeechLength = audio.Span.EndTime(audio.SampleRate);
                charactersSaid += chunk.IsLast ? chunk.Sentence.Text.Length : 0;
                spoken.TrySetResult(true);
                break;
            case Captioned captioned:
                Captions.Add(captioned.Text);
                break;
            case ReplyEnded:
                spoken.TrySetResult(false);
                break;
            case Reached reached:
                Stages.TryAdd(reached.Stage, reached.After);
                break;
            case Degraded degraded:
                Failures.Add(degraded);
                break;
        }

        return playback.WriteAsync(item, cancellation);
    }
}

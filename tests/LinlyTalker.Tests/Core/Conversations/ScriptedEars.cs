using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;

namespace LinlyTalker.Tests.Core.Conversations;

/// <summary>Hears what the test says, whatever sounds.</summary>
internal sealed class ScriptedEars : IEars
{
    private readonly Channel<object> script = Channel.CreateUnbounded<object>();

    public int Listened { get; private set; }

    public void Begin() => Hear("", isFinal: false);

    public void Hear(string text, bool isFinal = true, bool isDoubtful = false, long end = 0, string? emotion = null) =>
        script.Writer.TryWrite(new Utterance
        {
            Text = text, Language = "en", IsFinal = isFinal, IsDoubtful = isDoubtful, Span = new(0, end), Emotion = emotion,
        });

    /// <summary>It falls silent, and these are the words unless it goes on.</summary>
    public void Foresee(string text, bool isDoubtful = false)
    {
        var final = new Utterance { Text = text, Language = "en", IsDoubtful = isDoubtful };
        script.Writer.TryWrite(final with { IsFinal = false, Foreseen = final });
    }

    public void Fail(string why) => script.Writer.TryWrite(new InvalidOperationException(why));

    public void End() => script.Writer.TryComplete();

    public async IAsyncEnumerable<Utterance> ListenAsync(
        IAsyncEnumerable<AudioChunk> audio, ListenOptions options, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Listened++;
        await foreach (var item in script.Reader.ReadAllAsync(cancellation))
        {
            yield return item as Utterance ?? throw (Exception)item;
        }
    }
}

using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>Tells the avatar's own words from the user's, on the conversation's clock.</summary>
internal sealed class EchoGuard(TimeProvider time)
{
    private readonly SelfEcho echo = new();
    private readonly long zero = time.GetTimestamp();

    public void Play(IEnumerable<SoundedWord> words)
    {
        var now = time.GetElapsedTime(zero);
        foreach (var word in words)
        {
            echo.Play(new PlayedWord(word.Text, now - word.Ago, now - word.Ago + word.Length));
        }
    }

    /// <param name="end">Timestamp of the utterance's last sample.</param>
    public bool Recognises(Utterance utterance, long end) =>
        echo.Judge(utterance, time.GetElapsedTime(zero, end) - utterance.Span.EndTime(utterance.SampleRate)).IsEcho;
}

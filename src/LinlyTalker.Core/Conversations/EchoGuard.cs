using LinlyTalker.Core.Echo;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Core.Conversations;

/// <summary>Tells the avatar's own words from the user's, on the conversation's clock. For several threads.</summary>
internal sealed class EchoGuard(TimeProvider time)
{
    private readonly SelfEcho echo = new();
    private readonly long zero = time.GetTimestamp();
    private readonly Lock gate = new();
    private PlaybackClock clock = new();
    private int turn = -1;

    /// <summary>The client says that it was played up to now.</summary>
    public void Play(int turn, Sounded sounded)
    {
        TimeSpan begin;
        lock (gate)
        {
            (clock, this.turn) = (turn == this.turn ? clock : new PlaybackClock(), turn);
            begin = clock.Report(sounded.Position, time.GetElapsedTime(zero));
        }

        foreach (var word in sounded.Words)
        {
            echo.Play(new PlayedWord(word.Text, begin + word.Start, begin + word.End));
        }

        echo.Play(sounded.Frames, begin);
    }

    /// <summary>What the microphone hears.</summary>
    public void Hear(AudioChunk sound) => echo.Hear(sound);

    /// <param name="end">Timestamp of the utterance's last sample.</param>
    public bool Recognises(Utterance utterance, long end) =>
        echo.Judge(utterance, time.GetElapsedTime(zero, end) - utterance.Span.EndTime(utterance.SampleRate)).IsEcho;
}

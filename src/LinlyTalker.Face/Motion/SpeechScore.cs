using LinlyTalker.Core.Flow;

namespace LinlyTalker.Face.Motion;

/// <summary>One sound of a sentence, in seconds since the reply's speech began.</summary>
internal readonly record struct ScoredSound(MouthShape Shape, float Start, float End, float JawGain, bool IsAccented)
{
    public float Length => End - Start;

    public bool IsSilence => ReferenceEquals(Shape, MouthShapes.Rest);
}

/// <summary>A sentence's sounds as a face plays them: shapes in place of symbols, stress told as emphasis.</summary>
internal sealed class SpeechScore
{
    /// <summary>Seconds between two accents (raised brows, a nod) at the least.</summary>
    private const float AccentPause = 1.2f;

    private readonly ScoredSound[] sounds;

    public SpeechScore(IReadOnlyList<PhonemeSpan> phonemes, int sampleRate)
    {
        sounds = new ScoredSound[phonemes.Count];
        var lastAccent = float.NegativeInfinity;
        for (var i = 0; i < sounds.Length; i++)
        {
            var (ipa, span, stress) = phonemes[i];
            var start = Seconds(span.Start, sampleRate);

            // A sound that the table does not know moves nothing by itself: its neighbours show.
            var shape = MouthShapes.Find(ipa) ?? MouthShapes.Find("h")!;
            var accented = stress == 1 && start - lastAccent >= AccentPause;
            lastAccent = accented ? start : lastAccent;
            sounds[i] = new(shape, start, Seconds(span.End, sampleRate), JawGainOf(stress, shape), accented);
        }
    }

    public ReadOnlySpan<ScoredSound> Sounds => sounds;

    /// <summary>When the first sound begins that is no silence; 0 when there is none.</summary>
    public float Start => Array.Find(sounds, s => !s.IsSilence).Start;

    public float End => Array.FindLast(sounds, s => !s.IsSilence).End;

    private static float JawGainOf(int stress, MouthShape shape) => stress switch
    {
        1 => 1.12f,
        2 => 1.05f,
        _ => shape.Jaw > 0.15f ? 0.88f : 1,
    };

    private static float Seconds(long samples, int sampleRate) => (float)((double)samples / sampleRate);
}

using LinlyTalker.Native.PocketSphinx;

namespace LinlyTalker.Ears.Alignment;

/// <summary>Tells an alignment of a text that was not said: it can be forced on any sound, and fits none.</summary>
internal static class AlignmentDoubt
{
    /// <summary>
    /// Natural logarithm a frame, against the best phone of each frame. Measured by the benchmark <c>align</c>: recorded
    /// prompts score −2.8 to −1.7 with their own text and −5.7 to −2.7 with another's.
    /// </summary>
    private const double Least = -3.1;

    public static bool IsDoubtful(IReadOnlyList<AlignedPhone> phones) =>
        phones.Count == 0 || phones.Sum(phone => (double)phone.Score) < Least * phones.Sum(phone => phone.EndFrame - phone.FirstFrame);
}

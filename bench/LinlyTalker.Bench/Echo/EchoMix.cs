using LinlyTalker.Core.Echo;

namespace LinlyTalker.Bench.Echo;

/// <summary>What a microphone hears of an avatar, and of a user who repeats some of its words.</summary>
/// <param name="Sound">16 kHz.</param>
/// <param name="Far">What the loudspeaker is given meanwhile; as long.</param>
/// <param name="Played">The avatar's words, when its client reports them.</param>
/// <param name="Repeated">What the user says; empty: nothing.</param>
/// <param name="UserBegin">In samples.</param>
internal sealed record EchoMix(
    int Seed, string Said, float[] Sound, float[] Far, IReadOnlyList<PlayedWord> Played, string Repeated, int UserBegin, string About);

namespace LinlyTalker.Core.Echo;

/// <summary>What counts as the avatar's own words coming back.</summary>
public sealed record SelfEchoOptions
{
    /// <summary>
    /// An echo follows what is played by no more than this: the loudspeaker's buffer, the room and the network. Who repeats
    /// words has to hear them first.
    /// </summary>
    public TimeSpan LongestLag { get; init; } = TimeSpan.FromSeconds(0.7);

    /// <summary>An echo is heard at one lag, but for this much that recognisers and clients err in their times.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>So much alike, 0 to 1, what was heard is what was played.</summary>
    public double Likeness { get; init; } = 0.35;

    /// <summary>Few letters are alike by chance: this, divided by their number, is asked for besides.</summary>
    public double Chance { get; init; } = 2;

    /// <summary>So many letters in a row that were not played are somebody else's.</summary>
    public int OwnLetters { get; init; } = 9;

    /// <summary>Whether what is so much alike is an echo.</summary>
    /// <param name="likeness">0 to 1.</param>
    /// <param name="letters">That were heard.</param>
    /// <param name="own">The most in a row that were not played.</param>
    public bool IsEcho(double likeness, int letters, int own) =>
        likeness >= Math.Min(1, Likeness + (Chance / letters)) && own < OwnLetters;
}

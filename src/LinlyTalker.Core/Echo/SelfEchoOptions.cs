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

    /// <summary>So many decibels louder than the echo, somebody else speaks. Halfway between both kinds, on the fitted half.</summary>
    public double Unexplained { get; init; } = 7;

    /// <summary>
    /// An echo that was so many decibels louder at first goes through a canceller that learns: what is unexplained may be
    /// an echo then, and the words decide.
    /// </summary>
    public double Fading { get; init; } = 5;

    /// <summary>
    /// So much played sound has to have been heard before its loudness tells anything: of less, a user who speaks up at once
    /// would be all that it is learned from.
    /// </summary>
    public TimeSpan Enough { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>So much alike, 0 to 1, what was heard is what was played.</summary>
    public double Likeness { get; init; } = 0.35;

    /// <summary>Few letters are alike by chance: this, divided by their number, is asked for besides.</summary>
    public double Chance { get; init; } = 2;

    /// <summary>So many letters in a row that were not played are somebody else's.</summary>
    public int OwnLetters { get; init; } = 9;

    /// <summary>Whether the sound alone can tell.</summary>
    public bool IsKnown(EchoEvidence evidence) => evidence.Unexplained is not null && evidence.Learned >= Enough;

    /// <summary>By its sound where enough of that was heard, by its words otherwise.</summary>
    public bool IsEcho(EchoEvidence evidence) => evidence.Unexplained switch
    {
        { } unexplained when unexplained >= Unexplained => evidence.Fading >= Fading && SoundsLikeIt(evidence),
        { } when IsKnown(evidence) => true,
        _ => SoundsLikeIt(evidence),
    };

    private bool SoundsLikeIt(EchoEvidence evidence) =>
        evidence.Letters > 0 && evidence.Likeness >= Math.Min(1, Likeness + (Chance / evidence.Letters)) && evidence.OwnLetters < OwnLetters;
}

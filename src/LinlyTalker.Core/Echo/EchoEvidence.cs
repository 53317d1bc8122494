namespace LinlyTalker.Core.Echo;

/// <summary>What an utterance has of what was played.</summary>
public sealed record EchoEvidence
{
    /// <summary>0 to 1: how much of what was heard was played then, letter by letter.</summary>
    public double Likeness { get; init; }

    /// <summary>That were heard.</summary>
    public int Letters { get; init; }

    /// <summary>The most letters in a row that were not played.</summary>
    public int OwnLetters { get; init; }

    /// <summary>
    /// How much louder the sound was than the echo: decibels of a band on average, in the half second where that is most.
    /// 0 to 20; null where the sound is not known.
    /// </summary>
    public double? Unexplained { get; init; }

    /// <summary>How much played sound the microphone was there for, lately: little is no measure of an echo.</summary>
    public TimeSpan Learned { get; init; }

    /// <summary>By how many decibels the echo was louder at first.</summary>
    public double Fading { get; init; }
}
